package io.vigil.reports.changes;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/changes")
@Tag(name = "Changes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ChangesApi {
    private static final Duration A_WEEK = Duration.ofDays(7);

    private final TenantTransaction transaction;
    private final ListChanges listChanges;
    private final ReadChanges readChanges;
    private final InstantSource clock;

    ChangesApi(TenantTransaction transaction, ListChanges listChanges, ReadChanges readChanges, InstantSource clock) {
        this.transaction = transaction;
        this.listChanges = listChanges;
        this.readChanges = readChanges;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "What opened, reopened, was excepted or resolved, newest first; since a week ago unless said")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<ListChanges.Change> list(
            @PathParam("tenant") TenantId tenant,
            @QueryParam("since") @Nullable String since,
            @QueryParam("account") @Nullable AccountId account,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        Instant from = since == null || since.isEmpty() ? clock.instant().minus(A_WEEK) : Between.parse("since", since);
        return transaction.call(
                tenant,
                handle -> listChanges.newest(handle, tenant, Between.since(from, Optional.ofNullable(account)), limit));
    }

    @GET
    @Path("/between")
    @Operation(
            summary = "What changed between two moments, newest first, a page at a time, with the sums of all; the last"
                    + " week unless said")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadChanges.Page between(
            @PathParam("tenant") TenantId tenant,
            @QueryParam("from") @Parameter(description = "an ISO instant that counts itself") @Size(max = 40) @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "an ISO instant that does not") @Size(max = 40) @Nullable
                    String to,
            @QueryParam("account") @Size(max = 20) @Nullable String account,
            @QueryParam("framework") @Size(max = 100) @Nullable String framework,
            @QueryParam("kind")
                    @Parameter(description = "opened, reopened, excepted or resolved; what of it is listed")
                    @Size(max = 20)
                    @Nullable
                    String kind,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit,
            @QueryParam("cursor") @Size(max = 500) @Nullable String cursor) {
        return readChanges.page(tenant, from, to, account(account), framework, kind, limit, cursor);
    }

    private static Optional<AccountId> account(@Nullable String given) {
        if (given == null || given.isEmpty()) return Optional.empty();
        try {
            return Optional.of(new AccountId(given));
        } catch (IllegalArgumentException none) {
            throw Problem.badRequest("account: " + none.getMessage());
        }
    }
}
