package io.vigil.tenants.packs;

import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.PackDigest;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/packs")
@Blocking
@Tag(name = "Policy packs")
class PacksResource {
    private final Packs packs;
    private final CurrentCaller caller;

    PacksResource(Packs packs, CurrentCaller caller) {
        this.packs = packs;
        this.caller = caller;
    }

    @GET
    @Path("/{digest}")
    @Permitted(SERVICE)
    @Operation(summary = "The content of an immutable effective pack")
    public EffectivePack content(@RestPath PackDigest digest) {
        return packs.content(digest, caller.get());
    }
}
