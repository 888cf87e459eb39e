package io.vigil.tenants.ownlogin;

import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A customer's own login, as it wants it.
 *
 * @param address OIDC: the issuer's, or of its discovery document; SAML: of the metadata
 * @param clientId OIDC only: by which the login knows us
 * @param clientSecret OIDC only; handed to Keycloak and never given back; null keeps the one that is there
 */
@Strict
public record NewOwnLogin(
        @NotNull(message = "is missing") OwnLogin.Kind kind,

        @NotBlank(message = "is missing")
        @Size(max = 60, message = "must be at most 60 characters")
        @Pattern(regexp = "[^\\p{Cntrl}<>]*", message = "must hold no control characters and no < or >")
        String name,

        @NotBlank(message = "is missing") @Size(max = 500, message = "must be at most 500 characters")
        String address,

        @Size(max = 255, message = "must be at most 255 characters")
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must hold no control characters")
        @Nullable
        String clientId,

        @Size(min = 1, max = 500, message = "must be 1 to 500 characters") @Nullable
        String clientSecret) {

    @Override
    public String toString() {
        return "NewOwnLogin[kind=%s, address=%s]".formatted(kind, address);
    }
}
