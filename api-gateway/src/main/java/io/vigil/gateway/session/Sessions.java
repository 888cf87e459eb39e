package io.vigil.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The sessions of this gateway, in memory: a restart signs people in again through Keycloak, which still knows them.
 * Ids are kept as digests, so that a heap dump holds none that works.
 */
@ApplicationScoped
public class Sessions {
    private static final int ID_BYTES = 32;

    /** A new session, and the id that only its browser may know. */
    public record Started(String id, Session session) {}

    private final Cache<String, Session> sessions;
    private final SecureRandom random;
    private final InstantSource clock;

    public Sessions(SessionConfig config, SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
        this.sessions = Caffeine.newBuilder()
                .executor(Runnable::run)
                .expireAfterAccess(config.idle())
                .expireAfterWrite(config.absolute())
                .maximumSize(config.most())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Always a new id, so that one planted before the login is worth nothing after it. */
    public Started start(String subject, String displayName, String email, boolean secondFactor, String idToken) {
        String id = secret();
        Session session = new Session(subject, displayName, email, secondFactor, secret(), idToken, clock.instant());
        sessions.put(digest(id), session);
        return new Started(id, session);
    }

    /** The session of an id, unless it never was, has ended or ran out; asking counts as use. */
    public Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.getIfPresent(digest(id)));
    }

    /** Whether the session of an id goes on; asking does not count as use. */
    public boolean lasts(String id) {
        return sessions.policy().getIfPresentQuietly(digest(id)) != null;
    }

    public void end(String id) {
        sessions.invalidate(digest(id));
    }

    private String secret() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String digest(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
