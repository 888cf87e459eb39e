package io.vigil.tenants.transfers;

import io.vigil.contracts.EventJson;
import io.vigil.tenants.Strict;
import io.vigil.tenants.accounts.NewAccount;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;

/**
 * Takes an account that was offered.
 *
 * @param code as the other customer handed it over
 * @param connect which account, and how it is connected here
 */
@Strict
record Acceptance(
        @NotNull(message = "is missing") @Size(max = 200, message = "must be at most 200 characters")
        String code,

        @NotNull(message = "is missing") @Valid NewAccount connect) {

    String digest() {
        return EventJson.digestOf(code.strip().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Acceptance[connect=%s]".formatted(connect);
    }
}
