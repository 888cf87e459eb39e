package io.vigil.reports.files;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.reports.kinds.ReportKind;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class SignedReportsIT {
    private static final String ACCOUNT = "111122223333";

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    @ConfigProperty(name = "vigil.test.keys")
    Path keys;

    private final TenantId tenant = ScriptedRun.newTenant();

    @Test
    void everyReportComesWithWhatItIsAndWhatItWasMadeOf() throws Exception {
        // Given
        ScriptedRun.of(tenant)
                .says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.PASS)
                .records()
                .forEach(takeReport::take);
        Instant before = Instant.now();
        Map<Format, ReportManifest> signed = new EnumMap<>(Format.class);
        byte[] lines = {};
        for (Format format : Format.of(ReportKind.POSTURE)) {
            // When
            String report = made(format, Map.of("format", format.word(), "account", ACCOUNT));
            Response file = at(Role.AUDITOR, report + "/content");
            Response signature = at(Role.AUDITOR, report + "/signature");
            // Then
            assertThat(at(Role.VIEWER, report).<Boolean>path("signed")).isTrue();
            assertThat(signature.contentType()).isEqualTo("application/jose");
            assertThat(signature.header("Content-Disposition"))
                    .isEqualTo(file.header("Content-Disposition").replaceAll("\"$", ".jws\""));
            ReportManifest manifest = verified(signature.asString());
            assertThat(manifest.file().sha256()).isEqualTo(EventJson.digestOf(file.asByteArray()));
            assertThat(manifest.file().bytes()).isEqualTo(file.asByteArray().length);
            assertThat(file.header("Content-Disposition"))
                    .contains(manifest.file().name());
            assertThat(manifest.file().name()).endsWith("." + format.extension());
            assertThat(manifest.tenant()).isEqualTo(tenant);
            assertThat(manifest.report()).isEqualTo(report);
            assertThat(manifest.inputs().asOf()).isBetween(before.truncatedTo(ChronoUnit.SECONDS), Instant.now());
            assertThat(String.valueOf(manifest.inputs().account())).isEqualTo(ACCOUNT);
            assertThat(manifest.inputs().packs()).isNotEmpty();
            signed.put(format, manifest);
            if (format == Format.NDJSON) lines = file.asByteArray();
        }
        assertThat(signed.get(Format.PDF).inputs().findings().state()).isEqualTo("open");
        assertThat(signed.get(Format.PDF).inputs().findings().count()).isEqualTo(1);
        String findings = EventJson.digestOf(firstLines(lines, 2));
        for (Format format : List.of(Format.CSV, Format.XLSX, Format.NDJSON, Format.OCSF))
            assertThat(signed.get(format).inputs().findings())
                    .as(format.word())
                    .isEqualTo(new ReportManifest.Findings("any", 2, findings));
    }

    @Test
    void aReportOfEarlierTimesHasNoSignature() {
        // Given
        String report = made(Format.CSV, Map.of("format", "csv"));
        tenants.run(tenant, handle -> handle.execute("update report_file set signature = ''"));
        // When, Then
        assertThat(at(Role.VIEWER, report).<Boolean>path("signed")).isFalse();
        gateway.as(Role.AUDITOR, tenant)
                .get("/tenants/" + tenant + "/reports/" + report + "/signature")
                .then()
                .statusCode(404);
        gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/reports/" + report + "/signature")
                .then()
                .statusCode(403);
    }

    private String made(Format format, Map<String, String> order) {
        String report = gateway.as(Role.AUDITOR, tenant)
                .contentType(ContentType.JSON)
                .body(order)
                .post("/tenants/" + tenant + "/reports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await(format.word())
                .atMost(Duration.ofSeconds(60))
                .until(() -> at(Role.VIEWER, report).path("state"), "ready"::equals);
        return report;
    }

    private Response at(Role role, String below) {
        return gateway.as(role, tenant)
                .get("/tenants/" + tenant + "/reports/" + below)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    /** By the public keys alone, as somebody outside would. */
    private ReportManifest verified(String compact) throws Exception {
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(compact);
        assertThat(signature.getKeyIdHeaderValue()).isEqualTo(ReportManifest.SIGNER);
        assertThat(signature.getHeader("typ")).isEqualTo(ReportManifest.TYPE);
        signature.setKey(new JsonWebKeySet(Files.readString(keys.resolve("public.jwks.json")))
                .findJsonWebKey(ReportManifest.SIGNER, null, null, null)
                .getKey());
        assertThat(signature.verifySignature()).isTrue();
        return EventJson.MAPPER.readValue(signature.getPayload(), ReportManifest.class);
    }

    private static byte[] firstLines(byte[] text, int many) {
        var first = new ByteArrayOutputStream();
        new String(text, StandardCharsets.UTF_8)
                .lines()
                .limit(many)
                .forEach(line -> first.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return first.toByteArray();
    }
}
