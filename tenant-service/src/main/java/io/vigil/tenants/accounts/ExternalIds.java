package io.vigil.tenants.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Draws ExternalIds: 32 random bytes as hex, within what AWS takes (2 to 1224 of letters, digits and {@code +=,.@:/-}). */
@ApplicationScoped
class ExternalIds {
    private static final int BYTES = 32;

    private final SecureRandom random;

    ExternalIds(SecureRandom random) {
        this.random = random;
    }

    String draw() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
