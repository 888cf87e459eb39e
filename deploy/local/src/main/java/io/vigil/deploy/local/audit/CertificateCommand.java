package io.vigil.deploy.local.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.EventJson;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
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
        Path known = keys == null
                ? Path.of(System.getProperty("vigil.home", "."), ".vigil", "keys", "public.jwks.json")
                : keys;
        try {
            Optional<JsonNode> certificate = verified(Files.readString(file).strip(), key(Files.readString(known)));
            if (certificate.isPresent()) {
                run.commandLine().getOut().println(certificate.get().toPrettyString());
                return 0;
            }
            run.commandLine().getErr().println("vigil: " + file + " is not what was signed");
            return VerifyCommand.ALTERED;
        } catch (IOException | GeneralSecurityException unreadable) {
            run.commandLine().getErr().println("vigil: the certificate cannot be verified: " + unreadable.getMessage());
            return VerifyCommand.UNREADABLE;
        }
    }

    /** Empty unless tenant-service signed exactly this, as a certificate. */
    private static Optional<JsonNode> verified(String compact, PublicKey key)
            throws IOException, GeneralSecurityException {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) return Optional.empty();
        try {
            JsonNode header = EventJson.MAPPER.readTree(decoded(parts[0]));
            if (!header.path("alg").asText().equals("ES256")
                    || !header.path("typ").asText().equals(TYPE)
                    || !header.path("kid").asText().equals(SIGNER)) return Optional.empty();
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(decoded(parts[2]))
                    ? Optional.of(EventJson.MAPPER.readTree(decoded(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException | JsonProcessingException | SignatureException malformed) {
            return Optional.empty();
        }
    }

    private static PublicKey key(String jwks) throws IOException, GeneralSecurityException {
        JsonNode jwk = StreamSupport.stream(
                        EventJson.MAPPER.readTree(jwks).path("keys").spliterator(), false)
                .filter(one -> one.path("kid").asText().equals(SIGNER))
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no key of " + SIGNER));
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonNode jwk, String field) throws GeneralSecurityException {
        try {
            return new BigInteger(1, decoded(jwk.path(field).asText()));
        } catch (IllegalArgumentException noNumber) {
            throw new GeneralSecurityException("the key of %s has no %s".formatted(SIGNER, field), noNumber);
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
