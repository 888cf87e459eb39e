package io.vigil.tenants.members;

import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.Permitted;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/permissions")
@Blocking
@Tag(name = "Members")
class PermissionsResource {
    private final Permissions permissions;

    PermissionsResource(Permissions permissions) {
        this.permissions = permissions;
    }

    @GET
    @Permitted(SERVICE)
    @Operation(summary = "What a login may do, and in which tenants; nothing for an unknown one")
    public Permissions.OfSubject of(@RestQuery @NotBlank(message = "is missing") String subject) {
        return permissions.of(subject);
    }
}
