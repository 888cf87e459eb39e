package io.vigil.deploy.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The key pairs (ES256) by which the services sign internal tokens: a private JWK file for each, named by the service, and
 * one file with all public keys.
 */
public final class ServiceKeys {
    public static final List<String> SERVICES =
            List.of("api-gateway", "tenant-service", "report-service", "scanner-worker");

    private static final int SECRETS_KEY_BITS = 256;

    private final Path folder;

    /** Makes the keys that are missing in the folder. */
    public ServiceKeys(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            List<JsonWebKey> keys = new ArrayList<>();
            for (String service : SERVICES) {
                keys.add(key(service));
            }
            Files.writeString(publicKeys(), new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the services' keys in " + folder, e);
        } catch (JoseException e) {
            throw new IllegalStateException("broken key in " + folder + ": " + e.getMessage(), e);
        }
    }

    private JsonWebKey key(String service) throws IOException, JoseException {
        Path file = privateKey(service);
        if (Files.exists(file)) {
            return JsonWebKey.Factory.newJwk(Files.readString(file));
        }
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(service);
        key.setUse("sig");
        key.setAlgorithm("ES256");
        Files.createFile(file);
        RunAs.keepPrivate(file);
        Files.writeString(file, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        return key;
    }

    /** A JWK set with the key by which a service keeps secrets of customers ({@code vigil.secrets.keys}); made when it is missing. */
    public Path secretsKeys(String service) {
        Path file = folder.resolve(service + ".secrets.jwks.json");
        if (Files.exists(file)) return file;
        JsonWebKey key = OctJwkGenerator.generateJwk(SECRETS_KEY_BITS);
        key.setKeyId(service);
        try {
            Files.createFile(file);
            RunAs.keepPrivate(file);
            return Files.writeString(
                    file, new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the services' keys in " + folder, e);
        }
    }

    public Path privateKey(String service) {
        return folder.resolve(service + ".jwk.json");
    }

    /** A JWKS. */
    public Path publicKeys() {
        return folder.resolve("public.jwks.json");
    }
}
