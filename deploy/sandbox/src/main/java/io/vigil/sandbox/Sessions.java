package io.vigil.sandbox;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The credentials that this sandbox knows: the platform's own principal and the sessions that AssumeRole issued. */
final class Sessions {
    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final Map<String, Session> byAccessKey = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    void add(Session session) {
        byAccessKey.put(session.accessKey(), session);
        var now = clock.instant();
        byAccessKey
                .values()
                .removeIf(old -> old.expires()
                        .map(end -> end.plusSeconds(/* remembered as expired for an hour */ 3600)
                                .isBefore(now))
                        .orElse(false));
    }

    Optional<Session> issuedTo(String accessKey) {
        return Optional.ofNullable(byAccessKey.get(accessKey));
    }

    /** Refuses a key that nobody issued, a token that is not the key's own, and what has expired. */
    Session authenticate(Protocol protocol, String accessKey, Optional<String> token) {
        var session = issuedTo(accessKey).orElseThrow(() -> Refusals.unknownCredentials(protocol));
        if (!sameToken(session.token(), token)) {
            throw Refusals.unknownCredentials(protocol);
        }
        if (session.expires().map(end -> !clock.instant().isBefore(end)).orElse(false)) {
            throw Refusals.expiredCredentials(protocol);
        }
        return session;
    }

    private static boolean sameToken(Optional<String> issued, Optional<String> shown) {
        return issued.isPresent() == shown.isPresent()
                && MessageDigest.isEqual(
                        issued.orElse("").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        shown.orElse("").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    String newAccessKey() {
        return "ASIA" + letters(KEY_LETTERS, 16);
    }

    String newSecretKey() {
        return letters(SECRET_LETTERS, 40);
    }

    String newToken() {
        return "IQoJb3JpZ2luX2Vj" + letters(SECRET_LETTERS, 300) + "=";
    }

    private String letters(String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
