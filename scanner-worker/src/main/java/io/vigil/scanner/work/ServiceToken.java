package io.vigil.scanner.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * The token by which this worker, which has no database and so does without tenancy, speaks for itself to another
 * service; the claims are those of the internal tokens.
 */
@ApplicationScoped
class ServiceToken {
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final PublicJsonWebKey key;
    private final InstantSource clock;

    ServiceToken(WorkerConfig config, InstantSource clock) {
        this.clock = clock;
        try {
            this.key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(config.tokenKey()));
        } catch (JoseException noKey) {
            throw new IllegalStateException(
                    "vigil.worker.token-key %s holds no key".formatted(config.tokenKey()), noKey);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the key file " + config.tokenKey(), unreadable);
        }
    }

    String mint(String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(key.getKeyId());
        claims.setSubject(key.getKeyId());
        claims.setAudience(audience);
        claims.setClaim("role", "SERVICE");
        claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(clock.millis() + LIFE.toMillis()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException noSignature) {
            throw new IllegalStateException("cannot sign with key " + key.getKeyId(), noSignature);
        }
    }
}
