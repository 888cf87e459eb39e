package io.vigil.tenants.checks;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A tenant's own checks; {@code {check}} is what the tenant calls it, or its whole id. */
@Path("/tenants/{tenant}/checks")
@Blocking
@Tag(name = "Own checks")
class OwnChecksResource {
    /** What the paths of actions are called. */
    private static final List<String> TAKEN = List.of("try", "dry-run");

    private final SaveOwnCheck saveOwnCheck;
    private final TryOwnCheck tryOwnCheck;
    private final TenantTransaction transaction;
    private final CurrentCaller caller;

    OwnChecksResource(
            SaveOwnCheck saveOwnCheck, TryOwnCheck tryOwnCheck, TenantTransaction transaction, CurrentCaller caller) {
        this.saveOwnCheck = saveOwnCheck;
        this.tryOwnCheck = tryOwnCheck;
        this.transaction = transaction;
        this.caller = caller;
    }

    /** @param next where the next page begins; null on the last one */
    public record Page(
            List<OwnCheckRevision> items, @Nullable String next) {}

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The tenant's own checks by their ids, without their texts, a page at a time")
    public Page list(
            @RestPath TenantId tenant,
            @RestQuery
                    @DefaultValue("20")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 100, message = "must be at most 100")
                    int limit,
            @RestQuery @Nullable CheckId cursor) {
        String after = cursor == null ? "" : cursor.value();
        List<OwnCheckRevision> found =
                transaction.call(tenant, handle -> OwnCheckTable.page(handle, tenant, after, limit + 1));
        boolean more = found.size() > limit;
        List<OwnCheckRevision> items = more ? found.subList(0, limit) : found;
        return new Page(
                items.stream().map(OwnCheckRevision::withoutText).toList(),
                more ? items.getLast().id().value() : null);
    }

    @GET
    @Path("/{check}")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The newest revision of an own check, with its source and cases")
    public OwnCheckRevision find(@RestPath TenantId tenant, @RestPath String check) {
        CheckId id = existing(tenant, check);
        return transaction
                .call(tenant, handle -> OwnCheckTable.newest(handle, tenant, id))
                .orElseThrow(OwnChecksResource::nothing);
    }

    @PUT
    @Path("/{check}")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "Save a revision of an own check; it must compile, its cases must hold, and it is in force at once"
                            + " unless 'enabled' is false")
    public OwnCheckRevision save(
            @RestPath TenantId tenant,
            @RestPath String check,
            @NotNull(message = "the body is missing") @Valid NewOwnCheck asked) {
        return saveOwnCheck.save(tenant, named(tenant, check), asked, caller.get());
    }

    @DELETE
    @Path("/{check}")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Withdraw an own check: the next scans do not judge it, its revisions stay")
    public void withdraw(@RestPath TenantId tenant, @RestPath String check) {
        saveOwnCheck.withdraw(tenant, existing(tenant, check), caller.get());
    }

    @POST
    @Path("/{check}/try")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Compile an own check and run its cases, without saving it")
    public TryOwnCheck.Tried tryIt(
            @RestPath TenantId tenant,
            @RestPath String check,
            @NotNull(message = "the body is missing") @Valid NewOwnCheck asked) {
        return tryOwnCheck.sound(named(tenant, check), asked).told();
    }

    @GET
    @Path("/{check}/revisions")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "What an own check said before, newest first, without the texts")
    public Page revisions(
            @RestPath TenantId tenant,
            @RestPath String check,
            @RestQuery
                    @DefaultValue("20")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 100, message = "must be at most 100")
                    int limit,
            @RestQuery @DefaultValue("2147483647") @Min(value = 1, message = "must be at least 1") int cursor) {
        CheckId id = existing(tenant, check);
        List<OwnCheckRevision> found = transaction.call(tenant, handle -> {
            if (OwnCheckTable.newest(handle, tenant, id).isEmpty()) throw nothing();
            return OwnCheckTable.revisions(handle, tenant, id, cursor, limit + 1);
        });
        boolean more = found.size() > limit;
        List<OwnCheckRevision> items = more ? found.subList(0, limit) : found;
        return new Page(
                items.stream().map(OwnCheckRevision::withoutText).toList(),
                more ? Integer.toString(items.getLast().revision()) : null);
    }

    @GET
    @Path("/{check}/revisions/{revision}")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "One revision of an own check, with its source and cases")
    public OwnCheckRevision revision(@RestPath TenantId tenant, @RestPath String check, @RestPath int revision) {
        CheckId id = existing(tenant, check);
        return transaction
                .call(tenant, handle -> OwnCheckTable.revision(handle, tenant, id, revision))
                .orElseThrow(OwnChecksResource::nothing);
    }

    private static CheckId existing(TenantId tenant, String name) {
        try {
            return OwnCheck.id(tenant, name);
        } catch (IllegalArgumentException impossible) {
            throw nothing();
        }
    }

    private static CheckId named(TenantId tenant, String name) {
        if (TAKEN.contains(name)) throw Problem.badRequest("check: '%s' cannot be the name of a check".formatted(name));
        try {
            return OwnCheck.id(tenant, name);
        } catch (IllegalArgumentException impossible) {
            throw Problem.badRequest("check: " + impossible.getMessage());
        }
    }

    private static Problem nothing() {
        return Problem.notFound("nothing is here");
    }
}
