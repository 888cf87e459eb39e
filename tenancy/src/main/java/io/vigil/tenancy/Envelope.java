package io.vigil.tenancy;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Keeps secrets that have to be said again: each is encrypted by a key of its own, and that one by a key from outside of the
 * database (JWE, A256GCMKW over A256GCM). What it was sealed for is covered, so that nobody who writes rows can move one.
 */
@ApplicationScoped
public class Envelope {
    private static final String KEYS = KeyManagementAlgorithmIdentifiers.A256GCMKW;
    private static final String CONTENT = ContentEncryptionAlgorithmIdentifiers.AES_256_GCM;
    private static final String SEALED_FOR = "for";
    private static final int KEY_BYTES = 32;

    private final List<JsonWebKey> keys;

    @Inject
    Envelope(SecretsConfig config) {
        this(config.keys().map(Envelope::read).orElse(List.of()));
    }

    Envelope(List<JsonWebKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** A file that cannot be used is told when the service starts, not when somebody trusts it with a secret. */
    void demandKeys(@Observes StartupEvent started) {
        for (JsonWebKey key : keys)
            if (!(key instanceof OctetSequenceJsonWebKey octets)
                    || octets.getOctetSequence().length != KEY_BYTES
                    || key.getKeyId() == null)
                throw new IllegalStateException("vigil.secrets.keys: each key is 'oct', has 256 bits and a kid");
    }

    /**
     * @param context what it is for, the same when it is opened
     * @throws Problem 503 where no key is configured
     */
    public String seal(String context, byte[] secret) {
        if (keys.isEmpty())
            throw Problem.unavailable("no key is configured by which a secret could be kept (vigil.secrets.keys)");
        JsonWebKey key = keys.getFirst();
        JsonWebEncryption envelope = empty();
        envelope.setAlgorithmHeaderValue(KEYS);
        envelope.setEncryptionMethodHeaderParameter(CONTENT);
        envelope.setKeyIdHeaderValue(key.getKeyId());
        envelope.setHeader(SEALED_FOR, context);
        envelope.setKey(key.getKey());
        envelope.setPlaintext(secret);
        try {
            return envelope.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException("a secret could not be sealed", broken);
        }
    }

    /** @throws IllegalStateException if its key is gone, or it was changed, or sealed for something else */
    public byte[] open(String context, String sealed) {
        JsonWebEncryption envelope = empty();
        try {
            envelope.setCompactSerialization(sealed);
            envelope.setKey(key(envelope.getKeyIdHeaderValue()).getKey());
            byte[] secret = envelope.getPlaintextBytes();
            if (!context.equals(envelope.getHeader(SEALED_FOR)))
                throw new IllegalStateException("a secret was sealed for something else than " + context);
            return secret;
        } catch (JoseException broken) {
            throw new IllegalStateException("a secret could not be opened", broken);
        }
    }

    private JsonWebKey key(String id) {
        return keys.stream()
                .filter(key -> key.getKeyId().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("vigil.secrets.keys holds no key '%s'".formatted(id)));
    }

    private static JsonWebEncryption empty() {
        JsonWebEncryption envelope = new JsonWebEncryption();
        envelope.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, KEYS));
        envelope.setContentEncryptionAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, CONTENT));
        return envelope;
    }

    private static List<JsonWebKey> read(Path file) {
        try {
            return new JsonWebKeySet(Files.readString(file)).getJsonWebKeys();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (JoseException noKeys) {
            throw new IllegalStateException("vigil.secrets.keys %s holds no usable keys".formatted(file), noKeys);
        }
    }
}
