package io.vigil.tenants.invitations;

import io.vigil.tenancy.Role;
import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/**
 * Whom to invite, and as what.
 *
 * @param email one plain address, its domain in ASCII: nothing that a mail server could read as two, or as a header
 */
@Strict
public record NewInvitation(
        @NotNull(message = "is missing")
        @Size(max = 254, message = "must be at most 254 characters")
        @Pattern(regexp = NewInvitation.ADDRESS, message = "is no plain mail address, such as ada@example.com")
        String email,

        @NotNull(message = "is missing") Role role) {
    private static final String WORD = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    static final String ADDRESS = "(?=[^@]{1,64}@)" + WORD + "(?:\\." + WORD + ")*@(?:" + LABEL
            + "\\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})";

    String address() {
        return email.toLowerCase(Locale.ROOT);
    }
}
