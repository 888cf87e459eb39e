package io.vigil.reports;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class ForeignTenantIT {
    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    private final TenantId owner = ScriptedRun.newTenant();
    private final TenantId stranger = ScriptedRun.newTenant();

    @Test
    void everythingOfAnotherTenantIsNotThere() {
        // Given
        ScriptedRun.of(owner).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        String finding = gateway.as(Role.VIEWER, owner)
                .get("/tenants/{t}/findings", owner.toString())
                .then()
                .statusCode(200)
                .body("total", is(1))
                .extract()
                .path("items[0].id");
        String report = gateway.as(Role.AUDITOR, owner)
                .contentType(ContentType.JSON)
                .body(Map.of("format", "ndjson"))
                .post("/tenants/{t}/reports", owner.toString())
                .then()
                .statusCode(202)
                .body("state", is("making"))
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> gateway.as(Role.VIEWER, owner)
                                .get("/tenants/{t}/reports/{r}", owner.toString(), report)
                                .path("state"),
                        "ready"::equals);
        String subscription = gateway.as(Role.ADMIN, owner)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "Weekly",
                        "cron", "0 6 * * 1",
                        "zone", "Europe/Oslo",
                        "recipients", List.of("ida@" + java.util.UUID.randomUUID() + ".example"),
                        "formats", List.of("pdf")))
                .post("/tenants/{t}/subscriptions", owner.toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String exception = gateway.as(Role.OPERATOR, owner)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "scope",
                        Map.of("resource", "sg-1"),
                        "reason",
                        "It is replaced in spring",
                        "control",
                        "Watched by the operators",
                        "endsAt",
                        Instant.now().plus(Duration.ofDays(30)).toString()))
                .post("/tenants/{t}/exceptions", owner.toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String channel = gateway.as(Role.ADMIN, owner)
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "WEBHOOK", "name", "Hook", "url", "http://127.0.0.1:9/hook"))
                .post("/tenants/{t}/channels", owner.toString())
                .then()
                .statusCode(201)
                .extract()
                .path("channel.id");
        String rule = gateway.as(Role.ADMIN, owner)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "New ones", "trigger", "FINDING_CHANGED", "channels", List.of(channel)))
                .post("/tenants/{t}/alert-rules", owner.toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String audit = gateway.as(Role.AUDITOR, owner)
                .post("/tenants/{t}/audits", owner.toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String attestation = gateway.as(Role.OPERATOR, owner)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "framework",
                        "cis-aws-foundations-7.0",
                        "requirement",
                        "2.1.3",
                        "statement",
                        "It runs nothing",
                        "validUntil",
                        LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()))
                .post("/tenants/{t}/attestations", owner.toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String audited = "audits/" + audit + "/accounts/111122223333";
        String evidence = gateway.as(Role.OPERATOR, owner)
                .contentType("application/octet-stream")
                .body("it is so".getBytes(StandardCharsets.UTF_8))
                .post("/tenants/{t}/attestations/{a}/evidence?name=a.txt", owner.toString(), attestation)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String shown = "attestations/" + attestation + "/evidence/" + evidence + "/content";
        gateway.as(Role.ADMIN, stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Theirs", "trigger", "FINDING_CHANGED", "channels", List.of(channel)))
                .post("/tenants/{t}/alert-rules", stranger.toString())
                .then()
                .statusCode(400);
        List<String> paths = List.of(
                "attestations",
                "attestations?cursor=" + attestation,
                "attestations/" + attestation,
                shown,
                "audits",
                "audits/" + audit,
                audited,
                "exceptions",
                "exceptions?cursor=" + exception,
                "exceptions/" + exception,
                "posture",
                "findings",
                "findings/groups",
                "findings/export?format=csv",
                "findings/export?format=xlsx",
                "findings/export?format=ocsf",
                "findings/export?format=asff",
                "findings/" + finding,
                "findings/" + finding + "/comments",
                "changes",
                "changes/between",
                "frameworks",
                "frameworks/vigil-baseline",
                "reports",
                "reports/" + report,
                "reports/" + report + "/content",
                "reports/" + report + "/signature",
                "subscriptions",
                "subscriptions/" + subscription,
                "subscriptions/" + subscription + "/deliveries",
                "alert-rules",
                "alert-rules/" + rule,
                "channels",
                "channels/" + channel,
                "channels/" + channel + "/deliveries",
                "audit/reports",
                "audit/reports/export?format=ndjson");

        for (String path : paths) {
            // When, Then
            gateway.as(Role.ADMIN, owner)
                    .get("/tenants/" + owner + "/" + path)
                    .then()
                    .statusCode(200);
            gateway.as(Role.ADMIN, stranger)
                    .get("/tenants/" + owner + "/" + path)
                    .then()
                    .statusCode(404);
        }
        // an id of another tenant under the caller's own path
        for (String path : List.of(
                "attestations/" + attestation,
                shown,
                "audits/" + audit,
                audited,
                "audits/" + audit + "/content",
                "audits/" + audit + "/signature",
                "exceptions/" + exception,
                "findings/" + finding,
                "findings/" + finding + "/comments",
                "reports/" + report,
                "reports/" + report + "/content",
                "reports/" + report + "/signature",
                "subscriptions/" + subscription,
                "subscriptions/" + subscription + "/deliveries",
                "alert-rules/" + rule,
                "channels/" + channel,
                "channels/" + channel + "/deliveries"))
            gateway.as(Role.ADMIN, stranger)
                    .get("/tenants/" + stranger + "/" + path)
                    .then()
                    .statusCode(404);
        gateway.as(Role.ADMIN, stranger)
                .get("/tenants/{t}/findings", stranger.toString())
                .then()
                .body("total", is(0));
        gateway.as(Role.ADMIN, owner).get("/fleet").then().statusCode(403);
        gateway.as(Role.ADMIN, owner).get("/fleet/changes").then().statusCode(403);
        gateway.as(Role.ADMIN, owner).get("/fleet/audits").then().statusCode(403);
        for (String act : List.of(audited + "/look", "audits/" + audit + "/unchanged"))
            gateway.as(Role.ADMIN, stranger)
                    .contentType(ContentType.JSON)
                    .post("/tenants/" + stranger + "/" + act)
                    .then()
                    .statusCode(404);
        for (String act : List.of("/test", "/enable", "/secret"))
            gateway.as(Role.ADMIN, stranger)
                    .post("/tenants/" + stranger + "/channels/" + channel + act)
                    .then()
                    .statusCode(404);
        String theirs = "/tenants/" + stranger + "/findings/" + finding;
        gateway.as(Role.ADMIN, stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("subject", TenantServiceDouble.VERA))
                .put(theirs + "/assignee")
                .then()
                .statusCode(404);
        gateway.as(Role.ADMIN, stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("text", "I was here"))
                .post(theirs + "/comments")
                .then()
                .statusCode(404);
        gateway.as(Role.ADMIN, stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("key", "A-1", "url", "https://tracker.example/A-1"))
                .post(theirs + "/tickets")
                .then()
                .statusCode(404);
    }

    @Test
    void theDatabaseShowsNoTenantAnothersRows() {
        // Given
        ScriptedRun.of(owner).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);

        // When
        long seen = tenants.call(
                stranger,
                handle -> handle.createQuery("select count(*) from finding")
                        .mapTo(Long.class)
                        .one());

        // Then
        assertThat(seen).isZero();
    }

    @Test
    void anExportCarriesNoFormulaAndNoLostRow() {
        // Given
        ScriptedRun run = ScriptedRun.of(owner);
        List<String> names = List.of("=1+1", "+1", "-1", "@x", "\tx", "\rx", "a\"b,c\nd", "\u202efdp");
        for (int i = 0; i < names.size(); i++)
            run.says(PORTS, "sg-" + i, GROUP, names.get(i), Status.FAIL, "m", ScriptedRun.FRANKFURT);
        run.records().forEach(takeReport::take);

        // When
        String csv = new String(
                gateway.as(Role.AUDITOR, owner)
                        .get("/tenants/{t}/findings/export?format=csv", owner.toString())
                        .asByteArray(),
                StandardCharsets.UTF_8);
        String ndjson = gateway.as(Role.AUDITOR, owner)
                .get("/tenants/{t}/findings/export?format=ndjson", owner.toString())
                .asString();

        // Then
        assertThat(csv)
                .startsWith("\uFEFFid,check,")
                .contains(",'=1+1,", ",'+1,", ",'-1,", ",'@x,", "'\tx", "\"'\rx\"");
        assertThat(csv).contains("\"a\"\"b,c\nd\"");
        assertThat(ndjson.lines()).hasSize(names.size());
    }

    @Test
    void pagesByCursorMeetEveryFindingOnce() {
        // Given
        ScriptedRun run = ScriptedRun.of(owner);
        for (int i = 0; i < 25; i++) run.says(PORTS, "sg-" + i, GROUP, i % 2 == 0 ? Status.FAIL : Status.PASS);
        run.records().forEach(takeReport::take);
        var met = new java.util.ArrayList<String>();
        String cursor = "";

        // When
        do {
            var page = gateway.as(Role.VIEWER, owner)
                    .queryParam("limit", 4)
                    .queryParam("cursor", cursor)
                    .get("/tenants/{t}/findings", owner.toString())
                    .jsonPath();
            met.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        } while (cursor != null);

        // Then
        assertThat(met).hasSize(25).doesNotHaveDuplicates();
        for (String bad : List.of(
                "cursor=x",
                "severity=worst",
                "sort=x",
                "state=gone",
                "exception=x",
                "overdue=x",
                "limit=0",
                "account=1"))
            gateway.as(Role.VIEWER, owner)
                    .get("/tenants/" + owner + "/findings?" + bad)
                    .then()
                    .statusCode(400);
        gateway.as(Role.VIEWER, owner)
                .get("/tenants/" + owner + "/findings?q=SG-24&state=open")
                .then()
                .body("total", is(1));
        gateway.as(Role.VIEWER, owner)
                .get("/tenants/" + owner + "/findings?q=%25")
                .then()
                .body("total", is(0));
    }

    @Test
    void aPostureNamesItsEvaluatedShare() {
        // Given
        gateway.as(Role.VIEWER, owner)
                .get("/tenants/{t}/posture", owner.toString())
                .then()
                .body("score", is((Object) null))
                .body("evaluatedShare", is(0.0f));
        ScriptedRun.of(owner)
                .says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.PASS)
                .says(PORTS, "sg-3", GROUP, Status.UNDETERMINED)
                .says(PORTS, "sg-4", GROUP, Status.NOT_APPLICABLE)
                .records()
                .forEach(takeReport::take);

        // When, Then
        gateway.as(Role.VIEWER, owner)
                .get("/tenants/{t}/posture", owner.toString())
                .then()
                .body("score", is(50.0f))
                .body("evaluatedShare", is(0.6666f))
                .body("counts.undetermined", is(1))
                .body("layers.size()", is(4))
                .body("history.size()", is(1))
                .body("changes.opened", is(1))
                .body("nextSteps[0].gain", is(50.0f));
    }
}
