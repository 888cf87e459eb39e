package io.vigil.deploy.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** What a service signed for who keeps it, a JWS in its compact form (RFC 7515, ES256), checked by public keys alone. */
public final class SignedText {
    /** Whether it is what was signed. */
    public sealed interface Checked {
        record Whole(JsonNode said) implements Checked {}

        /** @param why goes on after "it" */
        record Refused(String why) implements Checked {}
    }

    private final String signer;
    private final String type;
    private final Path keys;

    /**
     * @param signer whose key signs such texts
     * @param type the media type in the header of such texts, by which they are told from others of the same key
     * @param keys the public keys of the services, a JWK set; null: those of the local platform
     */
    public SignedText(String signer, String type, @Nullable Path keys) {
        this.signer = signer;
        this.type = type;
        this.keys = keys == null
                ? Path.of(System.getProperty("vigil.home", "."), ".vigil", "keys", "public.jwks.json")
                : keys;
    }

    /** @throws IOException whose message tells people what cannot be read, and what to name in its place */
    public Checked check(Path file, String otherwise) throws IOException {
        return check(text(file, otherwise).strip(), key());
    }

    private Checked check(String compact, Key key) {
        JsonWebSignature signed = new JsonWebSignature();
        signed.setAlgorithmConstraints(new AlgorithmConstraints(
                ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
        signed.setKey(key);
        try {
            signed.setCompactSerialization(compact);
            if (!type.equals(signed.getHeader("typ")))
                return new Checked.Refused("was signed for another use, if at all");
            if (!signer.equals(signed.getKeyIdHeaderValue()))
                return new Checked.Refused("names a key that is not %s's".formatted(signer));
            if (signed.verifySignature()) return new Checked.Whole(EventJson.MAPPER.readTree(signed.getPayload()));
            return new Checked.Refused(
                    ("was changed, or signed by another key than %s's in %s; if the key was changed since, name the public"
                                    + " keys of then with --keys")
                            .formatted(signer, keys));
        } catch (JoseException | JsonProcessingException malformed) {
            return new Checked.Refused("is no signed text, or was cut");
        }
    }

    private Key key() throws IOException {
        String otherwise = "name the public keys of the services with --keys, as vigil.token.keys has them";
        String text = text(keys, otherwise);
        try {
            JsonWebKey key = new JsonWebKeySet(text).findJsonWebKey(signer, null, null, null);
            if (key != null) return key.getKey();
        } catch (JoseException malformed) {
            throw new IOException("%s holds no set of keys; %s".formatted(keys, otherwise), malformed);
        }
        throw new IOException("%s has no key of %s; %s".formatted(keys, signer, otherwise));
    }

    private static String text(Path file, String otherwise) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IOException("%s cannot be read; %s".formatted(file, otherwise), unreadable);
        }
    }
}
