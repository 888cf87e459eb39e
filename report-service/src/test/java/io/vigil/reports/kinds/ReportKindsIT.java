package io.vigil.reports.kinds;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of each kind as people order them. */
@QuarkusTest
@OnStack
class ReportKindsIT {
    private static final List<String> FORMATS = List.of("pdf", "html", "csv", "xlsx", "ndjson");

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    private final TenantId tenant = ScriptedRun.newTenant();

    @ParameterizedTest
    @CsvSource({"executive, ''", "framework, vigil-baseline", "change, ''", "exposure, ''"})
    void eachKindComesInEachFormOfTheSameRows(String kind, String framework) throws Exception {
        // Given
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        Map<String, JsonNode> said = new HashMap<>();
        for (String format : FORMATS) {
            // When
            String report = made(order(kind, framework, format));
            // Then
            byte[] file = at(report + "/content").asByteArray();
            JsonNode manifest = manifest(at(report + "/signature").asString());
            assertThat(manifest.at("/file/sha256").asText()).as(format).isEqualTo(EventJson.digestOf(file));
            assertThat(manifest.at("/file/name").asText())
                    .startsWith("vigil-customer-" + kind)
                    .endsWith("." + format);
            said.put(format, manifest.path("inputs"));
            if (format.equals("pdf")) opens(file);
        }
        assertThat(said.values()).allSatisfy(inputs -> {
            assertThat(inputs.path("kind").asText()).isEqualTo(kind);
            assertThat(inputs.at("/findings/state").asText()).isEqualTo("rows");
            assertThat(inputs.at("/findings/count").asLong()).isPositive();
            assertThat(inputs.path("framework").asText()).isEqualTo(framework);
            assertThat(inputs.has("since")).isEqualTo(kind.equals("change"));
        });
    }

    @Test
    void theListTellsWhatEachReportIs() {
        // Given
        Instant since = Instant.parse("2020-01-02T03:04:05Z");
        Map<String, Object> order = order("change", "", "csv");
        order.put("since", since.toString());
        order.put("account", "111122223333");
        // When
        String report = made(order);
        // Then
        at(report)
                .then()
                .body("kind", is("change"))
                .body("account", is("111122223333"))
                .body("since", is(since.toString()))
                .body("framework", nullValue());
        made(order("", "", "csv"));
        gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/reports", tenant.toString())
                .then()
                .body("kind", is(List.of("posture", "change")));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource({
        "weekly, '', pdf, '', is none of posture",
        "framework, '', pdf, '', a framework report is of one",
        "executive, nis2, pdf, '', only a report of the kind framework",
        "posture, '', html, '', of a report of the kind posture is none of",
        "change, '', ocsf, '', of a report of the kind change is none of",
        "change, '', pdf, yesterday, is no ISO-8601 instant",
        "change, '', pdf, 2999-01-01T00:00:00Z, is not past",
        "exposure, '', pdf, 2020-01-01T00:00:00Z, only a report of the kind change"
    })
    void whatCannotBeIsRefusedByItsName(String kind, String framework, String format, String since, String detail) {
        Map<String, Object> order = order(kind, framework, format);
        order.put("since", since);
        ordered(order)
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("detail", containsString(detail));
    }

    @Test
    void anUnknownFrameworkIsNotThere() {
        ordered(order("framework", "my-own", "pdf")).statusCode(404);
    }

    private static Map<String, Object> order(String kind, String framework, String format) {
        Map<String, Object> order = new HashMap<>();
        order.put("format", format);
        if (!kind.isEmpty()) order.put("kind", kind);
        if (!framework.isEmpty()) order.put("framework", framework);
        return order;
    }

    private ValidatableResponse ordered(Map<String, Object> order) {
        return gateway.as(Role.AUDITOR, tenant)
                .contentType(ContentType.JSON)
                .body(order)
                .post("/tenants/{t}/reports", tenant.toString())
                .then();
    }

    private String made(Map<String, Object> order) {
        String report = ordered(order).statusCode(202).extract().path("id");
        await(order.toString())
                .atMost(Duration.ofSeconds(60))
                .until(() -> at(report).path("state"), "ready"::equals);
        return report;
    }

    private Response at(String below) {
        return gateway.as(Role.AUDITOR, tenant)
                .get("/tenants/" + tenant + "/reports/" + below)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private static JsonNode manifest(String compact) throws Exception {
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(compact);
        return EventJson.MAPPER.readTree(signature.getUnverifiedPayload());
    }

    private static void opens(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isPositive();
        }
    }
}
