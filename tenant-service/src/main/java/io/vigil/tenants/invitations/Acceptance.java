package io.vigil.tenants.invitations;

import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Somebody takes an invitation: by the login that the person is signed in with, or by making one.
 *
 * @param digest SHA-256 of the link's secret, hex
 * @param subject of who is signed in; null for who has no login yet
 * @param password for the new login; goes to Keycloak and is kept nowhere else
 */
@Strict
public record Acceptance(
        @NotNull(message = "is missing") @Pattern(regexp = "[0-9a-f]{64}", message = "is no SHA-256")
        String digest,

        @Size(max = 255, message = "must be at most 255 characters") @Nullable
        String subject,

        @Size(max = 60, message = "must be at most 60 characters")
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must hold no control characters")
        @Nullable
        String firstName,

        @Size(max = 60, message = "must be at most 60 characters")
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must hold no control characters")
        @Nullable
        String lastName,

        @Size(min = 12, max = 128, message = "must be 12 to 128 characters") @Nullable
        String password) {

    @Override
    public String toString() {
        return "Acceptance[subject=%s]".formatted(subject);
    }
}
