package io.vigil.tenants.invitations;

import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the gateway asks for whoever opened a link; nobody else gets here. */
@Path("/invitations")
@Blocking
@Tag(name = "Members")
class InvitationLinksResource {

    /** A link without its secret. */
    record Link(
            @NotNull(message = "is missing") @Pattern(regexp = "[0-9a-f]{64}", message = "is no SHA-256")
            String digest) {}

    /** @param invitation null for a link that leads nowhere */
    record Looked(AcceptInvitation.@Nullable Seen invitation) {}

    private final AcceptInvitation acceptInvitation;

    InvitationLinksResource(AcceptInvitation acceptInvitation) {
        this.acceptInvitation = acceptInvitation;
    }

    @POST
    @Path("/look")
    @Permitted(SERVICE)
    @Operation(summary = "What a link leads to, and whether it is still good; changes nothing")
    public Looked look(@NotNull(message = "the body is missing") @Valid Link link) {
        return new Looked(acceptInvitation.look(link.digest()).orElse(null));
    }

    @POST
    @Path("/accept")
    @Permitted(SERVICE)
    @Operation(summary = "Take an invitation, by the login of who is signed in or by a new one; once only")
    public AcceptInvitation.Accepted accept(@NotNull(message = "the body is missing") @Valid Acceptance asked) {
        return acceptInvitation.accept(asked);
    }
}
