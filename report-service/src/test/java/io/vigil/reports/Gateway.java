package io.vigil.reports;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Speaks as the gateway does for a signed-in person. */
@ApplicationScoped
public class Gateway {
    @ConfigProperty(name = "vigil.test.keys")
    Path keys;

    public RequestSpecification as(Role role, TenantId tenant) {
        return given().auth().oauth2(token(new Caller("user-1", Optional.of(tenant), role, "Ida")));
    }

    /** Another person, or a service account. */
    public RequestSpecification as(String subject, Role role, TenantId tenant) {
        return given().auth().oauth2(token(new Caller(subject, Optional.of(tenant), role, subject)));
    }

    public RequestSpecification asProvider(Role role) {
        return given().auth().oauth2(token(new Caller("user-2", Optional.empty(), role, "Mia")));
    }

    public String token(Caller caller) {
        try {
            var key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(keys.resolve("api-gateway.jwk.json")));
            JwtClaims claims = new JwtClaims();
            claims.setIssuer(key.getKeyId());
            claims.setAudience("report-service");
            claims.setSubject(caller.subject());
            claims.setClaim("role", caller.role().name());
            claims.setClaim("name", caller.displayName());
            caller.tenant().ifPresent(tenant -> claims.setClaim("tenant", tenant.toString()));
            caller.grant().ifPresent(grant -> {
                claims.setClaim("grant", grant.id().toString());
                claims.setClaim("grantKind", grant.kind().name());
            });
            claims.setIssuedAtToNow();
            claims.setExpirationTimeMinutesInTheFuture(1);
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            signature.setPayload(claims.toJson());
            return signature.getCompactSerialization();
        } catch (IOException | JoseException noToken) {
            throw new IllegalStateException(noToken);
        }
    }
}
