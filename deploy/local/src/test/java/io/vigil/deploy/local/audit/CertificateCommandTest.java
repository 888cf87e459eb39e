package io.vigil.deploy.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.deploy.stack.ServiceKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCommandTest {
    private static final String TYPE = "vigil-erasure-certificate+jws";
    private static final String TEXT = "{\"slug\":\"tidewater\",\"reason\":\"The contract ends\"}";

    @TempDir
    Path folder;

    private ServiceKeys keys;

    @BeforeEach
    void makeKeys() {
        keys = new ServiceKeys(folder);
    }

    @Test
    void showsWhatWasSigned() throws Exception {
        // When
        Ran ran = verify(signed("tenant-service", TYPE));
        // Then
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("tidewater").contains("The contract ends");
    }

    @Test
    void refusesWhatWasChangedOrSignedByAnotherOrForAnotherUse() throws Exception {
        // Given
        String[] parts = signed("tenant-service", TYPE).split("\\.");
        String payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(TEXT.replace("ends", "ended").getBytes(StandardCharsets.UTF_8));
        // When, Then
        for (String forged : new String[] {
            parts[0] + "." + payload + "." + parts[2],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            "",
            "no certificate",
            "%%%.%%%.%%%",
            signed("report-service", TYPE),
            signed("tenant-service", "JWT")
        }) {
            Ran ran = verify(forged);
            assertThat(ran.code()).as(forged).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
        }
    }

    @Test
    void saysWhenThereIsNothingToRead() throws Exception {
        assertThat(run(folder.resolve("none").toString()).code()).isEqualTo(3);
        String certificate = signed("tenant-service", TYPE);
        for (String noKeys : new String[] {
            "",
            "no JSON",
            "{\"keys\":[]}",
            "{\"keys\":[{\"kid\":\"tenant-service\",\"kty\":\"EC\",\"x\":\"%\",\"y\":\"%\"}]}"
        }) {
            Files.writeString(keys.publicKeys(), noKeys);
            assertThat(verify(certificate).code()).as(noKeys).isEqualTo(3);
        }
    }

    private record Ran(int code, String out) {}

    private Ran verify(String certificate) throws Exception {
        return run(Files.writeString(folder.resolve("certificate.jws"), certificate)
                .toString());
    }

    private Ran run(String file) {
        StringWriter out = new StringWriter();
        int code = AuditCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("certificate", "--keys", keys.publicKeys().toString(), file);
        return new Ran(code, out.toString());
    }

    private String signed(String service, String type) throws Exception {
        var key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(keys.privateKey(service)));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKeyIdHeaderValue(service);
        signature.setHeader("typ", type);
        signature.setKey(key.getPrivateKey());
        signature.setPayload(TEXT);
        return signature.getCompactSerialization();
    }
}
