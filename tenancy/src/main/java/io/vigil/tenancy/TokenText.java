package io.vigil.tenancy;

import io.vigil.contracts.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API token as its holder has it: {@code vgl_}, ten characters that may be shown and by which it is found, and a secret.
 * Only the digest is kept and passed on. The secret has 256 random bits, so that nobody can try them all, however fast
 * SHA-256 is; a slow hash protects what people choose, and would let anybody keep the door busy.
 *
 * @param visible such as {@code vgl_k3v9x0aq7m}
 * @param digest SHA-256 of the whole, lower-case hex
 */
public record TokenText(String visible, String digest) {
    public static final String PREFIX = "vgl_";

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int VISIBLE = 10;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("(vgl_[a-z2-7]{10})_[A-Za-z0-9_-]{43}");

    /** A new one: the only time that its text exists. */
    public record Drawn(String text, TokenText token) {
        @Override
        public String toString() {
            return token.visible();
        }
    }

    public static Drawn draw(SecureRandom random) {
        StringBuilder text = new StringBuilder(PREFIX);
        for (int i = 0; i < VISIBLE; i++) text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        text.append('_').append(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        return new Drawn(text.toString(), of(text.toString()).orElseThrow());
    }

    /** Empty for what cannot be one. */
    public static Optional<TokenText> of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) return Optional.empty();
        return Optional.of(new TokenText(form.group(1), EventJson.digestOf(text.getBytes(StandardCharsets.UTF_8))));
    }
}
