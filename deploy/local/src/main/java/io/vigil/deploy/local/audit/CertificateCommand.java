package io.vigil.deploy.local.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.EventJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies the certificate of a customer that was deleted, by the public keys of the services alone (RFC 7515, ES256). */
@Command(
        name = "certificate",
        mixinStandardHelpOptions = true,
        description = "Verifies the certificate that a customer was deleted, and prints what it says.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is what was signed", "1:it is not", "3:it could not be read"})
final class CertificateCommand implements Callable<Integer> {
    private static final String SIGNER = "tenant-service";
    private static final String TYPE = "vigil-erasure-certificate+jws";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the certificate, as it was downloaded")
    private Path file = Path.of("");

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "the public keys of the services, a JWK set (default: those of the local platform)")
    private @Nullable Path keys;

    CertificateCommand() {}

    @Override
    public Integer call() {
        CommandSpec run = spec;
        if (run == null) throw new IllegalStateException("not run by picocli");
        PrintWriter err = run.commandLine().getErr();
        Path known = keys == null
                ? Path.of(System.getProperty("vigil.home", "."), ".vigil", "keys", "public.jwks.json")
                : keys;
        try {
            Optional<JsonNode> certificate =
                    verified(text(file, "name the certificate's file").strip(), key(known));
            if (certificate.isPresent()) {
                run.commandLine().getOut().println(certificate.get().toPrettyString());
                return 0;
            }
            err.println("vigil: " + file + " is no certificate that tenant-service signed with its key in " + known
                    + "; if the key was changed since, name the public keys of then with --keys");
            return VerifyCommand.ALTERED;
        } catch (IOException unreadable) {
            err.println("vigil: " + unreadable.getMessage());
            return VerifyCommand.UNREADABLE;
        }
    }

    private static String text(Path file, String otherwise) throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IOException("%s cannot be read; %s".formatted(file, otherwise), unreadable);
        }
    }

    /** Empty unless tenant-service signed exactly this, as a certificate. */
    private static Optional<JsonNode> verified(String compact, Key key) throws IOException {
        JsonWebSignature signed = new JsonWebSignature();
        signed.setAlgorithmConstraints(new AlgorithmConstraints(
                ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
        signed.setKey(key);
        try {
            signed.setCompactSerialization(compact);
            if (!TYPE.equals(signed.getHeader("typ")) || !SIGNER.equals(signed.getKeyIdHeaderValue()))
                return Optional.empty();
            return signed.verifySignature()
                    ? Optional.of(EventJson.MAPPER.readTree(signed.getPayload()))
                    : Optional.empty();
        } catch (JoseException | JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static Key key(Path known) throws IOException {
        String otherwise = "name the public keys of the services with --keys, as vigil.token.keys has them";
        String text = text(known, otherwise);
        try {
            JsonWebKey key = new JsonWebKeySet(text).findJsonWebKey(SIGNER, null, null, null);
            if (key != null) return key.getKey();
        } catch (JoseException malformed) {
            throw new IOException("%s holds no set of keys; %s".formatted(known, otherwise), malformed);
        }
        throw new IOException("%s has no key of %s; %s".formatted(known, SIGNER, otherwise));
    }
}
