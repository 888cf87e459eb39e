package io.vigil.tenants.packs;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/pack")
@Blocking
@Tag(name = "Policy packs")
class PackResource {
    private final Packs packs;
    private final PublishPack publishPack;
    private final CurrentCaller caller;

    PackResource(Packs packs, PublishPack publishPack, CurrentCaller caller) {
        this.packs = packs;
        this.publishPack = publishPack;
        this.caller = caller;
    }

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The tenant's pack in force, with version and digest")
    public Pack newest(@RestPath TenantId tenant) {
        return packs.newest(tenant);
    }

    @PUT
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Publish a new revision of the tenant's pack; the next scans use it")
    public Pack publish(@RestPath TenantId tenant, @NotNull(message = "the body is missing") EffectivePack pack) {
        return publishPack.publish(tenant, whole(pack), caller.get());
    }

    /** JSON may leave out what Java's record cannot be without. */
    private static EffectivePack whole(EffectivePack pack) {
        return new EffectivePack(
                present("frameworks", pack.frameworks()),
                present("disabledChecks", pack.disabledChecks()),
                present("params", pack.params()),
                present("declarations", pack.declarations()),
                pack.ownChecks());
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) throw Problem.badRequest(field + " is missing");
        return value;
    }
}
