package io.vigil.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that mean nothing to a reader, hold for one operation in one account and region, and cannot be made up. */
final class PageTokens {
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;

    PageTokens() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    String issue(Call call, int offset) {
        var number = Integer.toString(offset).getBytes(StandardCharsets.UTF_8);
        var mac = mac(call, number);
        var token = Arrays.copyOf(mac, mac.length + number.length);
        System.arraycopy(number, 0, token, mac.length, number.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    int read(Call call, String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length > MAC_BYTES) {
                var number = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
                if (MessageDigest.isEqual(mac(call, number), Arrays.copyOf(bytes, MAC_BYTES))) {
                    return Integer.parseInt(new String(number, StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            throw Refusals.badToken(call.operation());
        }
        throw Refusals.badToken(call.operation());
    }

    private byte[] mac(Call call, byte[] number) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update("%s %s %s "
                    .formatted(call.account(), call.region(), call.operation().key())
                    .getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(number), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
