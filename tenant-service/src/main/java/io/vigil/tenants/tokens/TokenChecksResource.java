package io.vigil.tenants.tokens;

import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tokens/check")
@Blocking
@Tag(name = "API tokens")
class TokenChecksResource {

    /** What was presented, without the secret itself. */
    record Presented(
            @NotNull(message = "is missing") @Pattern(regexp = "vgl_[a-z2-7]{10}", message = "is no token")
            String visible,

            @NotNull(message = "is missing") @Pattern(regexp = "[0-9a-f]{64}", message = "is no SHA-256")
            String digest,

            @Size(max = 100, message = "is no address") @Nullable
            String address) {}

    /** @param holder null for a token that does not hold, whatever the reason */
    record Checked(CheckToken.@Nullable Holder holder) {}

    private final CheckToken checkToken;

    TokenChecksResource(CheckToken checkToken) {
        this.checkToken = checkToken;
    }

    @POST
    @Permitted(SERVICE)
    @Operation(summary = "Whether a presented token holds, and for whom; nothing says why it does not")
    public Checked check(@NotNull(message = "the body is missing") @Valid Presented presented) {
        return new Checked(checkToken
                .check(presented.visible(), presented.digest(), presented.address())
                .orElse(null));
    }
}
