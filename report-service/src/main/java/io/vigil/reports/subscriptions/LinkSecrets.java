package io.vigil.reports.subscriptions;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.TokenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * What stands in links of mails. Each secret is computed of the service's own key and what it is for, so that a mail that is
 * tried again says the same and no secret lies anywhere; its digest is kept, by which a link is known, also after the key
 * was changed.
 */
@ApplicationScoped
class LinkSecrets {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    @Inject
    LinkSecrets(TokenConfig config) {
        this(ownKey(config.key()));
    }

    LinkSecrets(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Good for one question, once. */
    String confirming(TenantId tenant, UUID subscription, UUID recipient, Instant asked) {
        return secret("confirm %s %s %s %d".formatted(tenant, subscription, recipient, asked.toEpochMilli()));
    }

    /** The same in each mail of the subscription to the recipient. */
    String unsubscribing(TenantId tenant, UUID subscription, UUID recipient) {
        return secret("unsubscribe %s %s %s".formatted(tenant, subscription, recipient));
    }

    /** As the gateway makes it of the link. */
    static String digest(String secret) {
        return EventJson.digestOf(secret.getBytes(StandardCharsets.UTF_8));
    }

    private String secret(String of) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(of.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    private static byte[] ownKey(Path file) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file))
                    .getPrivateKey()
                    .getEncoded();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (JoseException noKey) {
            throw new IllegalStateException("vigil.token.key %s holds no usable key".formatted(file), noKey);
        }
    }
}
