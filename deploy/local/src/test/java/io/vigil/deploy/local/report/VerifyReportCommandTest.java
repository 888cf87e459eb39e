package io.vigil.deploy.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackVersions;
import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.ServiceKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyReportCommandTest {
    private static final byte[] REPORT = "id,check\r\n1,x\r\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private ServiceKeys keys;
    private Path report;
    private Path signature;

    @BeforeEach
    void download() throws Exception {
        keys = new ServiceKeys(folder);
        report = Files.write(folder.resolve("vigil-tidewater.csv"), REPORT);
        signature = Files.writeString(folder.resolve("vigil-tidewater.csv.jws"), signed("report-service"));
    }

    @Test
    void saysWhatAReportWasMadeOf() {
        // When
        Ran ran = run(report.toString());
        // Then
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "is what report-service made and signed",
                        "2026-11-27T10:00:00Z",
                        "\"count\" : 1",
                        "\"msp\" : 3");
    }

    @Test
    void findsTheSignatureWhereverItIs() throws Exception {
        // Given
        Path moved = Files.move(signature, folder.resolve("elsewhere"));
        // When, Then
        assertThat(run(report.toString()).code()).isEqualTo(3);
        assertThat(run(report.toString()).err()).contains("vigil-tidewater.csv.jws cannot be read", "--signature");
        assertThat(run("--signature", moved.toString(), report.toString()).code())
                .isZero();
    }

    @Test
    void refusesAnotherFileAndOneWithAByteChanged() throws Exception {
        for (int at = 0; at < REPORT.length; at++) {
            byte[] altered = REPORT.clone();
            altered[at] ^= 1;
            Files.write(report, altered);
            Ran ran = run(report.toString());
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .contains(
                            "is not the file that was signed, or was altered since", "signed was vigil-tidewater.csv");
        }
        Files.writeString(report, "another");
        assertThat(run(report.toString()).err()).contains("it has 7 bytes", "of 15 bytes");
        Files.write(report, new byte[0]);
        assertThat(run(report.toString()).code()).isEqualTo(1);
    }

    @Test
    void refusesASignatureThatWasChangedOrIsOfAnotherKeyOrUse() throws Exception {
        // Given
        String[] parts = signed("report-service").split("\\.");
        String payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(EventJson.bytes(manifest("vigil-report-1")), StandardCharsets.UTF_8)
                        .replace("\"count\":1", "\"count\":0")
                        .getBytes(StandardCharsets.UTF_8));
        // When, Then
        refused(parts[0] + "." + payload + "." + parts[2], "was changed, or signed by another key");
        refused(parts[0] + "." + parts[1] + ".", "");
        refused(parts[0] + "." + parts[1], "is no signed text, or was cut");
        refused("", "is no signed text, or was cut");
        refused(signed("tenant-service"), "names a key that is not report-service's");
        refused(signed("report-service", "report-service", "JWT", "vigil-report-1"), "was signed for another use");
        refused(signed("tenant-service", "report-service", ReportManifest.TYPE, "vigil-report-1"), "another key");
        refused(signed("report-service", "report-service", ReportManifest.TYPE, "vigil-report-9"), "'vigil-report-9'");
    }

    private void refused(String forged, String why) throws Exception {
        Files.writeString(signature, forged);
        Ran ran = run(report.toString());
        assertThat(ran.code()).as(forged).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(why);
    }

    @Test
    void saysWhatCannotBeRead() throws Exception {
        assertThat(run(folder.resolve("none").toString()).err())
                .contains("none cannot be read; name the report's file");
        assertThat(run(signature.toString()).err()).contains("looks like a signature; name the report");
        assertThat(run().code()).isEqualTo(2);
        for (String noKeys : new String[] {"", "no JSON", "{\"keys\":[]}"}) {
            Files.writeString(keys.publicKeys(), noKeys);
            Ran ran = run(report.toString());
            assertThat(ran.code()).as(noKeys).isEqualTo(3);
            assertThat(ran.err()).contains("--keys");
        }
    }

    private record Ran(int code, String out, String err) {}

    private Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        var line = ReportCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 3];
        all[0] = "verify";
        all[1] = "--keys";
        all[2] = keys.publicKeys().toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return new Ran(line.execute(all), out.toString(), err.toString());
    }

    private String signed(String service) throws Exception {
        return signed(service, service, ReportManifest.TYPE, ReportManifest.FORMAT);
    }

    private String signed(String by, String named, String type, String format) throws Exception {
        var key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(keys.privateKey(by)));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("ES256");
        signature.setKeyIdHeaderValue(named);
        signature.setHeader("typ", type);
        signature.setKey(key.getPrivateKey());
        signature.setPayload(new String(EventJson.bytes(manifest(format)), StandardCharsets.UTF_8));
        return signature.getCompactSerialization();
    }

    private static ReportManifest manifest(String format) {
        return new ReportManifest(
                format,
                TenantId.of("00000000-0000-4000-8000-0000000000aa"),
                "00000000-0000-4000-8000-0000000000bb",
                new ReportManifest.File(
                        "vigil-tidewater.csv", "text/csv; charset=utf-8", REPORT.length, EventJson.digestOf(REPORT)),
                new ReportManifest.Inputs(
                        Instant.parse("2026-11-27T10:00:00Z"),
                        /* account */ null,
                        List.of(new ReportManifest.Pack(
                                /* account */ null, new PackVersions(3, 2, 0), new PackDigest("0".repeat(64)))),
                        new ReportManifest.Findings("any", 1, "1".repeat(64))));
    }
}
