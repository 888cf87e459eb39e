package io.vigil.reports.tickets;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A finding says in which tickets it is worked on elsewhere; only addresses that are safe to show are taken. */
@QuarkusTest
@OnStack
class TicketsIT {
    private static final String URL = "https://tracker.example/browse/ABC-123?view=all#top";

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final String findings = "/tenants/" + tenant + "/findings";
    private String finding = "";

    @BeforeEach
    void anOpenFinding() {
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        finding = findings + "/" + gateway.as(Role.VIEWER, tenant).get(findings).path("items[0].id");
    }

    @Test
    void aTicketIsShownExportedAndTakenAway() {
        // When
        String id = link("ABC-123", URL).then().statusCode(201).extract().path("id");
        link("ABC-123", URL).then().statusCode(200);
        link("#7", "https://code.example/team/repo/issues/7").then().statusCode(201);
        // Then
        assertThat(gateway.as(Role.VIEWER, tenant).get(finding).jsonPath().getList("tickets.key"))
                .containsExactly("ABC-123", "#7");
        assertThat(gateway.as(Role.VIEWER, tenant).get(findings).jsonPath().getString("items[0].tickets[0].url"))
                .isEqualTo(URL);
        assertThat(export("csv")).contains(",ABC-123 #7," + URL + " https://code.example/team/repo/issues/7");
        assertThat(export("ndjson")).contains("\"key\":\"ABC-123\",\"url\":\"" + URL + "\"");
        gateway.as(Role.OPERATOR, tenant)
                .delete(finding + "/tickets/" + id)
                .then()
                .statusCode(204);
        gateway.as(Role.OPERATOR, tenant)
                .delete(finding + "/tickets/" + id)
                .then()
                .statusCode(404);
        assertThat(gateway.as(Role.VIEWER, tenant).get(finding).jsonPath().getList("tickets.key"))
                .containsExactly("#7");
    }

    @Test
    void whatCouldDoHarmIsRefused() {
        for (String url : List.of(
                "",
                "http://tracker.example/1",
                "javascript:alert(1)",
                "https:///1",
                "https://user:secret@tracker.example/1",
                "https://tracker.example@evil.example/1",
                "https://tracker.example/\"><script>",
                "https://tracker.example/a b",
                "https://tracker.example/\n1",
                "https://tracker.example/\u202e1",
                "//tracker.example/1",
                "https://tracker.example/" + "1".repeat(2_000)))
            assertThat(link("ABC-1", url).then().statusCode(400).extract().<String>path("faults[0].field"))
                    .as(url)
                    .isEqualTo("url");
        for (String key : List.of("", " ", "=cmd()", "a b", "<b>", "A\n1", "A".repeat(51)))
            assertThat(link(key, URL).then().statusCode(400).extract().<String>path("faults[0].field"))
                    .as(key)
                    .isEqualTo("key");
        gateway.as(Role.VIEWER, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("key", "A-1", "url", URL))
                .post(finding + "/tickets")
                .then()
                .statusCode(403);
    }

    @Test
    void aKeyHasOneAddressAndAFindingTwentyTickets() {
        // Given
        link("ABC-0", URL).then().statusCode(201);
        // When, Then
        link("ABC-0", URL + "2").then().statusCode(409);
        for (int i = 1; i < 20; i++) link("ABC-" + i, URL).then().statusCode(201);
        link("ABC-20", URL).then().statusCode(409);
        link("ABC-0", URL).then().statusCode(200);
    }

    private Response link(String key, String url) {
        return gateway.as(Role.OPERATOR, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("key", key, "url", url))
                .post(finding + "/tickets");
    }

    private String export(String format) {
        return gateway.as(Role.AUDITOR, tenant)
                .get(findings + "/export?format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
