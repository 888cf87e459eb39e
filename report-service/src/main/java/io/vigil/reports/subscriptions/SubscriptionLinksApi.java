package io.vigil.reports.subscriptions;

import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the gateway asks for whoever opened a link of a mail; nobody else gets here. */
@Path("/subscription-links")
@Tag(name = "Subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
class SubscriptionLinksApi {

    /** A link without its secret. */
    public record Link(
            @NotNull(message = "is missing") @Pattern(regexp = "[0-9a-f]{64}", message = "is no SHA-256")
            String digest) {}

    /** @param link null for one that leads nowhere */
    public record Followed(FollowLink.@Nullable Seen link) {}

    private final FollowLink followLink;

    SubscriptionLinksApi(FollowLink followLink) {
        this.followLink = followLink;
    }

    @POST
    @Path("/look")
    @Permitted(SERVICE)
    @Operation(summary = "What a link leads to, and whether it is still good; changes nothing")
    public Followed look(@NotNull(message = "the body is missing") @Valid Link link) {
        return new Followed(followLink.look(link.digest()).orElse(null));
    }

    @POST
    @Path("/confirm")
    @Permitted(SERVICE)
    @Operation(summary = "The recipient wants the reports")
    public Followed confirm(@NotNull(message = "the body is missing") @Valid Link link) {
        return new Followed(followLink.confirm(link.digest()).orElse(null));
    }

    @POST
    @Path("/unsubscribe")
    @Permitted(SERVICE)
    @Operation(summary = "The recipient wants no more of them; as often as it is said")
    public Followed unsubscribe(@NotNull(message = "the body is missing") @Valid Link link) {
        return new Followed(followLink.unsubscribe(link.digest()).orElse(null));
    }
}
