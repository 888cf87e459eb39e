package io.vigil.tenants.packs;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenants.Strict;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/tenants/{tenant}/pack")
@Blocking
@Tag(name = "Policy packs")
class PackResource {
    private final PublishPack publishPack;
    private final PreviewPack previewPack;
    private final Levels levels;
    private final AcknowledgeResponsibility responsibility;
    private final CurrentCaller caller;

    PackResource(
            PublishPack publishPack,
            PreviewPack previewPack,
            Levels levels,
            AcknowledgeResponsibility responsibility,
            CurrentCaller caller) {
        this.publishPack = publishPack;
        this.previewPack = previewPack;
        this.levels = levels;
        this.responsibility = responsibility;
        this.caller = caller;
    }

    /** @param digest of the responsibility that was shown */
    @Strict
    public record Acknowledged(
            @NotNull(message = "is missing") String digest) {}

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The tenant's effective pack in force, with version and digest")
    public Pack inForce(@RestPath TenantId tenant) {
        return levels.inForce(tenant, Optional.empty());
    }

    @GET
    @Path("/levels")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The baseline and the tenant's level side by side, and which of them each setting comes from")
    public Levels.SideBySide levels(@RestPath TenantId tenant) {
        return levels.sideBySide(tenant, Optional.empty());
    }

    @PUT
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "Publish a version of the tenant's level; the next scans use it. 409 when there is a newer one than it"
                            + " is based on")
    public LevelVersion publish(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid PackDraft draft) {
        return publishPack.level(tenant, Optional.empty(), draft, caller.get());
    }

    @POST
    @Path("/preview")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "What a draft of the tenant's level would change, without publishing it")
    public Preview preview(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid PackDraft draft) {
        return previewPack.level(tenant, Optional.empty(), draft, caller.get());
    }

    @GET
    @Path("/versions")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "What the tenant's level said before, newest first, without the documents")
    public Levels.Page versions(
            @RestPath TenantId tenant,
            @RestQuery
                    @DefaultValue("20")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 100, message = "must be at most 100")
                    int limit,
            @RestQuery @DefaultValue("9007199254740991") @Min(value = 1, message = "must be at least 1") long cursor) {
        return levels.versions(tenant, LevelTable.of(tenant, Optional.empty()), cursor, limit);
    }

    @GET
    @Path("/versions/{version}")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "One version of the tenant's level; publishing its document anew rolls back to it")
    public LevelVersion version(@RestPath TenantId tenant, @RestPath long version) {
        return levels.version(tenant, LevelTable.of(tenant, Optional.empty()), version);
    }

    @GET
    @Path("/responsibility")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "Who answers for each check, and whether the customer has taken note of it")
    public Responsibility responsibility(@RestPath TenantId tenant) {
        return responsibility.read(tenant);
    }

    @GET
    @Path("/acknowledgements")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "Who of the customer took note of who answers for what, and when; newest first")
    public List<Responsibility.Acknowledgement> acknowledgements(
            @RestPath TenantId tenant,
            @RestQuery
                    @DefaultValue("20")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 100, message = "must be at most 100")
                    int limit) {
        return responsibility.list(tenant, limit);
    }

    @POST
    @Path("/acknowledgements")
    @Permitted(ADMIN)
    @Operation(
            summary = "Take note, for the customer, of who answers for what; 409 when it is no longer what was shown")
    public Responsibility acknowledge(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid Acknowledged asked) {
        return responsibility.acknowledge(tenant, asked.digest(), caller.get());
    }
}
