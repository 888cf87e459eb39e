package io.vigil.reports.packs;

import static io.vigil.reports.ScriptedRun.DEFAULT_GROUP;
import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.DecidedOut;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Owner;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.PackVersions;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.exports.ExportFindings;
import io.vigil.reports.exports.ExportFormat;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.reports.render.RenderPdf;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pack decides out leaves the open findings, is counted apart and told in every report. */
@QuarkusTest
@OnStack
class DecidedOutIT {
    private static final AccountId ONE = new AccountId("111122223333");
    private static final AccountId OTHER = new AccountId("444455556666");
    private static final String STRANGE = "=cmd|' /C calc'!A0 <b>no</b> \u202e\"";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    @Inject
    ExportFindings exportFindings;

    @Inject
    RenderPdf renderPdf;

    private final TenantId tenant = ScriptedRun.newTenant();
    private long version = 1;

    @BeforeEach
    void twoAccountsThatFail() {
        scan(ONE);
        scan(OTHER);
    }

    @Test
    void theFindingsOfAControlThatIsDecidedOutAreNoLongerOpen() {
        // Given
        posture().body("counts.fail", is(4)).body("counts.decidedOut", is(0));
        // When
        publish(null, out(PORTS, STRANGE));
        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states(PORTS))
                        .containsExactly(
                                ONE + " sg-1 RESOLVED DECIDED_OUT",
                                ONE + " sg-2 CLEAR -",
                                OTHER + " sg-1 RESOLVED DECIDED_OUT",
                                OTHER + " sg-2 CLEAR -"));
        posture()
                .body("counts.fail", is(2))
                .body("counts.pass", is(0))
                .body("counts.decidedOut", is(4))
                .body("evaluatedShare", is(1.0f))
                .body("changes.decidedOut", is(2));
        findings("state=open").body("items", hasSize(2));
        findings("status=fail").body("items", hasSize(2));
        String id = findings("resolution=decided_out&account=" + ONE)
                .body("items", hasSize(2))
                .extract()
                .path("items.find { it.state == 'RESOLVED' }.id");
        gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/findings/{f}", tenant.toString(), id)
                .then()
                .statusCode(200)
                .body("decidedOut", is(true))
                .body("decision.by", is("Ada"))
                .body("decision.reason", is(STRANGE))
                .body("history[0].transition", is("DECIDED_OUT"));
    }

    @Test
    void aScanThatBeganBeforeTheDecisionOpensNothing() {
        // Given
        publish(null, out(PORTS, "r"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states(PORTS)).contains(ONE + " sg-1 RESOLVED DECIDED_OUT"));
        // When
        new ScriptedRun(tenant, ONE)
                .says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-9", GROUP, Status.FAIL)
                .says(DEFAULT_GROUP, "sg-1", GROUP, Status.FAIL)
                .records()
                .forEach(takeReport::take);
        // Then
        assertThat(states(PORTS))
                .contains(ONE + " sg-1 RESOLVED DECIDED_OUT", ONE + " sg-2 CLEAR -")
                .noneMatch(state -> state.contains("sg-9"));
        posture().body("counts.decidedOut", is(4));
    }

    @Test
    void withoutTheDecisionTheFindingReopensAtTheNextJudging() {
        // Given
        publish(null, out(PORTS, "r"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states(PORTS)).contains(OTHER + " sg-1 RESOLVED DECIDED_OUT"));
        publish(null, EffectivePack.BASELINE);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(packVersion()).isEqualTo(3));
        // When
        scan(ONE);
        // Then
        assertThat(states(PORTS)).contains(ONE + " sg-1 OPEN -", ONE + " sg-2 CLEAR -");
        posture("account=" + ONE).body("counts.decidedOut", is(0)).body("counts.fail", is(2));
    }

    @Test
    void anAccountsPackSpeaksForThatAccountOnly() {
        // When
        publish(ONE, out(PORTS, "only here"));
        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(states(PORTS)).contains(ONE + " sg-1 RESOLVED DECIDED_OUT", OTHER + " sg-1 OPEN -"));
        // and the tenant's next pack does not speak for it
        publish(null, out(DEFAULT_GROUP, "elsewhere"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states(DEFAULT_GROUP))
                        .contains(OTHER + " sg-1 RESOLVED DECIDED_OUT", ONE + " sg-1 OPEN -"));
    }

    @Test
    void whoAnswersIsMovedOnTheFindingsAndInTheScores() {
        // Given
        posture().body("owners.find { it.owner == 'partner' }.counts.fail", is(0));
        // When
        publish(null, pack(List.of(), Map.of(PORTS, Owner.PARTNER)));
        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        findings("owner=partner").body("items", hasSize(4)).body("items[0].check", is(PORTS.value())));
        // and a scan keeps it so
        scan(ONE);
        scan(OTHER);
        findings("owner=partner&state=open").body("items", hasSize(2));
        posture()
                .body("owners.find { it.owner == 'partner' }.counts.fail", is(2))
                .body("owners.find { it.owner == 'partner' }.counts.pass", is(2))
                .body("owners.owner", is(List.of("customer", "partner", "aws")));
    }

    @Test
    void aDisabledChecksFindingsApplyToNothing() {
        // When
        publish(null, new EffectivePack(List.of("vigil-baseline"), List.of(PORTS), Map.of(), Map.of()));
        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states(PORTS)).contains(ONE + " sg-1 RESOLVED NOT_APPLICABLE"));
    }

    @Test
    void aRequirementThatIsDecidedOutStandsSoAndIsInNoScoreOfItsFramework() {
        // Given
        String framework = "cis-aws-foundations-7.0";
        String requirement = gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/frameworks/{f}", tenant.toString(), framework)
                .then()
                .statusCode(200)
                .extract()
                .path("requirements.find { r -> r.checks.any { it.check == '%s' } }.id".formatted(PORTS));
        // When
        publish(
                null,
                pack(
                        List.of(
                                decision(ControlId.of(framework, requirement), "r"),
                                decision(ControlId.of(DEFAULT_GROUP), "s")),
                        Map.of()));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(packVersion()).isEqualTo(2));
        // Then
        gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/frameworks/{f}", tenant.toString(), framework)
                .then()
                .body("requirements.find { it.id == '%s' }.status".formatted(requirement), is("DECIDED_OUT"))
                .body("requirements.find { it.id == '%s' }.decision.by".formatted(requirement), is("Ada"));
        assertThat(states(PORTS)).contains(ONE + " sg-1 OPEN -");
    }

    @Test
    void everyReportNamesThePackAndWhatItDecidesOut() throws IOException {
        // Given
        publish(null, out(PORTS, STRANGE));
        publish(OTHER, out(DEFAULT_GROUP, "here alone"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(states(PORTS)).contains(ONE + " sg-1 RESOLVED DECIDED_OUT");
            assertThat(states(DEFAULT_GROUP)).contains(OTHER + " sg-1 RESOLVED DECIDED_OUT");
        });
        // When
        String csv = written(out -> exportFindings.report(tenant, Optional.empty(), ExportFormat.CSV, out));
        String ndjson = written(out -> exportFindings.report(tenant, Optional.empty(), ExportFormat.NDJSON, out));
        var pdf = new ByteArrayOutputStream();
        renderPdf.render(tenant, Optional.empty(), pdf);
        // Then
        assertThat(csv.lines().filter(line -> line.contains(",decision,")))
                .anySatisfy(line ->
                        assertThat(line).contains(PORTS.value(), "Ada", "2026-01-02T03:04:05Z", "2027-01-01", "'=cmd|"))
                .anySatisfy(line -> assertThat(line).contains(DEFAULT_GROUP.value(), OTHER.value(), "here alone"));
        assertThat(csv)
                .contains(",pack,\"baseline 3, customer 2 (")
                .doesNotContain(",=cmd")
                .doesNotContain("\"=cmd");
        assertThat(ndjson.lines().toList().getLast())
                .contains("\"record\":\"packs\"", "\"versions\":{\"msp\":3,\"tenant\":2,\"account\":0}", "here alone");
        try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text)
                    .contains("5Policypack", "baseline3,customer2", "=cmd|'/Ccalc'!A0<b>no</b>[U+202E]\"", "Ada")
                    .contains("2Jan2026", "1Jan2027", "herealone", "only444455556666")
                    .contains("Whoanswers");
        }
    }

    @Test
    void aPackOfAnOlderVersionChangesNothing() {
        // Given
        publish(null, out(PORTS, "r"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states(PORTS)).contains(ONE + " sg-1 RESOLVED DECIDED_OUT"));
        // When
        version = 1;
        publish(null, EffectivePack.BASELINE);
        publish(ONE, EffectivePack.BASELINE);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(count("select count(*) from account_pack")).isEqualTo(1));
        // Then
        assertThat(packVersion()).isEqualTo(2);
        findings("resolution=decided_out&account=" + OTHER).body("items[0].decidedOut", is(true));
        gateway.as(Role.VIEWER, ScriptedRun.newTenant())
                .get("/tenants/{t}/posture", tenant.toString())
                .then()
                .statusCode(404)
                .body("score", nullValue());
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static String written(Writing writing) throws IOException {
        var out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void scan(AccountId account) {
        new ScriptedRun(tenant, account)
                .says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.PASS)
                .says(DEFAULT_GROUP, "sg-1", GROUP, Status.FAIL)
                .records()
                .forEach(takeReport::take);
    }

    private static EffectivePack out(CheckId check, String reason) {
        return pack(List.of(decision(ControlId.of(check), reason)), Map.of());
    }

    private static DecidedOut decision(ControlId control, String reason) {
        return new DecidedOut(
                control,
                PackLevel.TENANT,
                reason,
                "Ada",
                Instant.parse("2026-01-02T03:04:05Z"),
                LocalDate.of(2027, 1, 1),
                false);
    }

    private static EffectivePack pack(List<DecidedOut> decisions, Map<CheckId, Owner> owners) {
        return new EffectivePack(
                EffectivePack.BASELINE.frameworks(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                decisions,
                owners,
                new PackVersions(3, 2, 0),
                Map.of());
    }

    private void publish(@org.jspecify.annotations.Nullable AccountId account, EffectivePack pack) {
        var event = new PackPublished(
                tenant, account, ++version, new PackDigest(EventJson.digest(pack)), pack, Instant.EPOCH);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.PACK_PUBLISHED, event.key(), EventJson.write(event)));
        }
    }

    private ValidatableResponse posture() {
        return posture("framework=vigil-baseline");
    }

    private ValidatableResponse posture(String query) {
        return gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/posture?" + query)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse findings(String query) {
        return gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/findings?" + query)
                .then()
                .statusCode(200);
    }

    private List<String> states(CheckId check) {
        return tenants.call(
                tenant,
                handle -> handle.createQuery("""
                                select account || ' ' || resource || ' ' || state || ' ' || coalesce(resolution, '-')
                                from finding where check_id = :check order by 1
                                """)
                        .bind("check", check.value())
                        .mapTo(String.class)
                        .list());
    }

    private long packVersion() {
        return count("select coalesce(max(version), 0) from pack");
    }

    private long count(String sql) {
        return tenants.call(
                tenant, handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
