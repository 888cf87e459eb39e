package io.vigil.tenancy;

import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * The only tokens that services accept from each other: ES256 JWTs that live for seconds and name one audience. The
 * gateway speaks for people; every other service can only speak for itself.
 */
@ApplicationScoped
public class InternalTokens {
    static final String GATEWAY = "api-gateway";

    private final PublicJsonWebKey own;
    private final JsonWebKeySet everyone;
    private final TokenConfig config;
    private final InstantSource clock;

    public InternalTokens(TokenConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        try {
            this.own = PublicJsonWebKey.Factory.newPublicJwk(read(config.key()));
            this.everyone = new JsonWebKeySet(read(config.keys()));
        } catch (JoseException noKey) {
            throw new IllegalStateException(
                    "vigil.token.key %s or vigil.token.keys %s holds no usable key"
                            .formatted(config.key(), config.keys()),
                    noKey);
        }
    }

    /** A signed token that says that this service vouches for the caller towards the audience. */
    public String mint(Caller caller, String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(own.getKeyId());
        claims.setAudience(audience);
        claims.setSubject(caller.subject());
        claims.setClaim("role", caller.role().name());
        claims.setClaim("name", caller.displayName());
        caller.tenant().ifPresent(tenant -> claims.setClaim("tenant", tenant.toString()));
        caller.grant().ifPresent(grant -> {
            claims.setClaim("grant", grant.id().toString());
            claims.setClaim("grantKind", grant.kind().name());
        });
        caller.token().ifPresent(token -> claims.setClaim("token", token));
        claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(clock.millis() + config.life().toMillis()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(own.getKeyId());
        signature.setKey(own.getPrivateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException noSignature) {
            throw new IllegalStateException("cannot sign with key " + own.getKeyId(), noSignature);
        }
    }

    /**
     * A text that this service stands for, in the compact form of JWS, for who keeps it longer than any token lives.
     *
     * @param type in the header, so that it is taken for nothing else that the key signs
     */
    public String sign(String type, String text) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setHeader(HeaderParameterNames.TYPE, type);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(own.getKeyId());
        signature.setKey(own.getPrivateKey());
        signature.setPayload(text);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException noSignature) {
            throw new IllegalStateException("cannot sign with key " + own.getKeyId(), noSignature);
        }
    }

    /** Empty unless the token is whole, in time, for this audience, and by a service that may speak for the caller. */
    public Optional<Caller> verify(String token, String audience) {
        try {
            var context = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(everyone.getJsonWebKeys()))
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT,
                            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setRequireSubject()
                    .setExpectedAudience(audience)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .setAllowedClockSkewInSeconds(5)
                    .setMaxFutureValidityInMinutes(2)
                    .build()
                    .process(token);
            String keyId = context.getJoseObjects().get(0).getKeyIdHeaderValue();
            return callerOf(context.getJwtClaims())
                    .filter(caller -> maySpeakFor(keyId, context.getJwtClaims(), caller));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static boolean maySpeakFor(String keyId, JwtClaims claims, Caller caller) {
        try {
            if (!keyId.equals(claims.getIssuer())) return false;
            return keyId.equals(GATEWAY)
                    || (caller.role() == Role.SERVICE && caller.subject().equals(keyId));
        } catch (MalformedClaimException noIssuer) {
            return false;
        }
    }

    private static Optional<Caller> callerOf(JwtClaims claims) throws MalformedClaimException {
        Optional<TenantId> tenant =
                Optional.ofNullable(claims.getStringClaimValue("tenant")).map(TenantId::of);
        String name = claims.getStringClaimValue("name");
        String role = claims.getStringClaimValue("role");
        if (role == null) return Optional.empty();
        return Optional.of(new Caller(
                claims.getSubject(),
                tenant,
                Role.valueOf(role),
                name == null ? claims.getSubject() : name,
                grantOf(claims),
                Optional.ofNullable(claims.getStringClaimValue("token"))));
    }

    private static Optional<Grant> grantOf(JwtClaims claims) throws MalformedClaimException {
        String id = claims.getStringClaimValue("grant");
        String kind = claims.getStringClaimValue("grantKind");
        if (id == null || kind == null) return Optional.empty();
        return Optional.of(new Grant(GrantId.of(id), Grant.Kind.valueOf(kind)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the key file " + file, unreadable);
        }
    }
}
