package io.vigil.tenants.packs;

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
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/tenants/{tenant}/accounts/{account}/pack")
@Blocking
@Tag(name = "Policy packs")
class AccountPackResource {
    private final PublishPack publishPack;
    private final PreviewPack previewPack;
    private final Levels levels;
    private final CurrentCaller caller;

    AccountPackResource(PublishPack publishPack, PreviewPack previewPack, Levels levels, CurrentCaller caller) {
        this.publishPack = publishPack;
        this.previewPack = previewPack;
        this.levels = levels;
        this.caller = caller;
    }

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "What the account is judged by: its effective pack, or the tenant's if it has none of its own")
    public Pack inForce(@RestPath TenantId tenant, @RestPath AccountId account) {
        return levels.inForce(tenant, Optional.of(account));
    }

    @GET
    @Path("/levels")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(
            summary =
                    "The baseline, the tenant's level and the account's side by side, and which of them each setting comes from")
    public Levels.SideBySide levels(@RestPath TenantId tenant, @RestPath AccountId account) {
        return levels.sideBySide(tenant, Optional.of(account));
    }

    @PUT
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "Publish a version of the account's level; its next scan uses it. 409 when there is a newer one than it"
                            + " is based on")
    public LevelVersion publish(
            @RestPath TenantId tenant,
            @RestPath AccountId account,
            @NotNull(message = "the body is missing") @Valid PackDraft draft) {
        return publishPack.level(tenant, Optional.of(account), draft, caller.get());
    }

    @POST
    @Path("/preview")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "What a draft of the account's level would change, without publishing it")
    public Preview preview(
            @RestPath TenantId tenant,
            @RestPath AccountId account,
            @NotNull(message = "the body is missing") @Valid PackDraft draft) {
        return previewPack.level(tenant, Optional.of(account), draft, caller.get());
    }

    @GET
    @Path("/versions")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "What the account's level said before, newest first, without the documents")
    public Levels.Page versions(
            @RestPath TenantId tenant,
            @RestPath AccountId account,
            @RestQuery
                    @DefaultValue("20")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 100, message = "must be at most 100")
                    int limit,
            @RestQuery @DefaultValue("9007199254740991") @Min(value = 1, message = "must be at least 1") long cursor) {
        return levels.versions(tenant, LevelTable.of(tenant, Optional.of(account)), cursor, limit);
    }

    @GET
    @Path("/versions/{version}")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "One version of the account's level; publishing its document anew rolls back to it")
    public LevelVersion version(@RestPath TenantId tenant, @RestPath AccountId account, @RestPath long version) {
        return levels.version(tenant, LevelTable.of(tenant, Optional.of(account)), version);
    }
}
