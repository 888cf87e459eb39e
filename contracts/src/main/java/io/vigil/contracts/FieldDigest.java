package io.vigil.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over a list of texts, each as four bytes of length (big-endian) and its UTF-8: no text can run into the next one,
 * whatever it holds.
 */
final class FieldDigest {
    private FieldDigest() {}

    /** @throws IllegalArgumentException for a text with half a character, which UTF-8 cannot say */
    static String of(List<String> texts) {
        MessageDigest sha256 = sha256();
        for (String text : texts) {
            refuseHalves(text);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sha256.update((byte) (bytes.length >>> 24));
            sha256.update((byte) (bytes.length >>> 16));
            sha256.update((byte) (bytes.length >>> 8));
            sha256.update((byte) bytes.length);
            sha256.update(bytes);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void refuseHalves(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (!Character.isSurrogate(unit)) continue;
            boolean whole = Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!whole) throw new IllegalArgumentException("half a character at %d of '%s'".formatted(i, text));
            i++;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
