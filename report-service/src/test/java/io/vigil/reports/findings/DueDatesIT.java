package io.vigil.reports.findings;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static io.vigil.reports.ScriptedRun.VOLUMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.PublishedPacks;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.CountOverdue;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Open findings are due by the pack's days; what should have been remedied is found, counted and exported as overdue. */
@QuarkusTest
@OnStack
class DueDatesIT {
    private static final AccountId ONE = new AccountId("111122223333");
    private static final AccountId OTHER = new AccountId("444455556666");

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    PublishedPacks packs;

    @Inject
    CountOverdue countOverdue;

    @Inject
    PlatformTransaction platform;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final Instant daysAgo = Instant.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofDays(3));

    @Test
    void aFindingIsDueByItsSeverityFromWhenItOpened() {
        // When
        scan(ONE, daysAgo, Status.FAIL);
        // Then
        assertThat(due("account=" + ONE))
                .containsExactly(
                        "sg-1 " + daysAgo.plus(Duration.ofDays(30)), "vol-1 " + daysAgo.plus(Duration.ofDays(90)));
        assertThat(get("findings?overdue=true").getInt("total")).isZero();
        assertThat(get("findings?overdue=false").getInt("total")).isEqualTo(2);
    }

    @Test
    void itsDaysBeginAnewWhenItFailsAgainAndEndWhenItPasses() {
        // Given
        scan(ONE, daysAgo, Status.FAIL);
        scan(ONE, daysAgo.plusSeconds(60), Status.PASS);
        assertThat(due("state=resolved")).containsExactly("sg-1 null", "vol-1 null");
        // When
        scan(ONE, daysAgo.plusSeconds(120), Status.FAIL);
        // Then
        assertThat(due("state=open"))
                .contains("sg-1 " + daysAgo.plusSeconds(120).plus(Duration.ofDays(30)));
    }

    @Test
    void aPackMovesWhatIsOpenAtOnceAndAnAccountsOwnGoesBeforeTheCustomers() {
        // Given
        scan(ONE, daysAgo, Status.FAIL);
        scan(OTHER, daysAgo, Status.FAIL);
        // When
        packs.publish(tenant, OTHER, days(Map.of(Severity.HIGH, 10)));
        packs.publish(tenant, null, days(Map.of(Severity.HIGH, 2, Severity.MEDIUM, 5)));
        // Then
        assertThat(due("account=" + ONE))
                .containsExactly(
                        "sg-1 " + daysAgo.plus(Duration.ofDays(2)), "vol-1 " + daysAgo.plus(Duration.ofDays(5)));
        assertThat(due("account=" + OTHER))
                .containsExactly(
                        "sg-1 " + daysAgo.plus(Duration.ofDays(10)), "vol-1 " + daysAgo.plus(Duration.ofDays(90)));
        assertThat(get("findings?overdue=true").getList("items.resource")).containsExactly("sg-1");
        assertThat(get("posture?framework=vigil-baseline").getInt("overdue.high"))
                .isEqualTo(1);
        assertThat(overdueInTheFleet()).isEqualTo(1);
        assertThat(get("findings/groups?overdue=true").getList("open")).containsExactly(1);
    }

    @Test
    void whatComesToBeOverdueIsCountedWithoutAScan() {
        // Given
        scan(ONE, daysAgo, Status.FAIL);
        assertThat(overdueInTheFleet()).isZero();
        // as if the days had passed since
        pass("31 days");
        // When
        countOverdue.count();
        // Then
        assertThat(overdueInTheFleet()).isEqualTo(1);
        assertThat(get("findings?state=open&overdue=true").getInt("total")).isEqualTo(1);
        assertThat(get("findings?state=resolved&overdue=true").getInt("total")).isZero();
    }

    @Test
    void theListGoesThroughWhatIsDueSoonestFirstPageByPage() {
        // Given
        scan(ONE, daysAgo, Status.FAIL);
        scan(OTHER, daysAgo.plusSeconds(60), Status.FAIL);
        takeAll(new ScriptedRun(tenant, new AccountId("777788889999"))
                .at(daysAgo)
                .says(PORTS, "sg-never", GROUP, Status.PASS));
        List<String> seen = new ArrayList<>();
        // When
        String cursor = "";
        do {
            JsonPath page = get("findings?sort=due&limit=2&cursor=" + cursor);
            for (Map<String, Object> item : page.<Map<String, Object>>getList("items"))
                seen.add(item.get("account") + " " + item.get("resource"));
            cursor = page.getString("next");
        } while (cursor != null);
        // Then
        assertThat(seen)
                .containsExactly(
                        ONE + " sg-1", OTHER + " sg-1", ONE + " vol-1", OTHER + " vol-1", "777788889999 sg-never");
    }

    @Test
    void theExportsSayUntilWhen() {
        // Given
        scan(ONE, daysAgo, Status.FAIL);
        String until = daysAgo.plus(Duration.ofDays(30)).toString();
        // When
        String csv = export("csv");
        String ndjson = export("ndjson");
        // Then
        assertThat(csv.lines().findFirst().orElseThrow()).contains("dueAt");
        assertThat(csv).contains(until);
        assertThat(ndjson).contains("\"dueAt\":\"" + until + "\"");
    }

    @Test
    void whatIsNeitherTrueNorFalseIsRefused() {
        gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/findings?overdue=maybe")
                .then()
                .statusCode(400);
    }

    private void scan(AccountId account, Instant at, Status status) {
        takeAll(new ScriptedRun(tenant, account)
                .at(at)
                .says(PORTS, "sg-1", GROUP, status)
                .says(VOLUMES, "vol-1", VOLUME, status));
    }

    private void takeAll(ScriptedRun run) {
        run.records().forEach(takeReport::take);
    }

    private static EffectivePack days(Map<Severity, Integer> days) {
        return EffectivePack.BASELINE.withRemediationDays(days);
    }

    private void pass(String time) {
        platform.run(handle -> {
            handle.execute("select set_config('app.tenant', ?, true)", tenant.toString());
            handle.execute("update finding set due_from = due_from - interval '" + time + "'");
            handle.execute(
                    "update fleet_counter set next_due_at = next_due_at - interval '" + time + "' where tenant_id = ?",
                    tenant.value());
        });
    }

    private List<String> due(String query) {
        List<String> due = new ArrayList<>();
        for (Map<String, Object> item : get("findings?" + query).<Map<String, Object>>getList("items"))
            due.add(item.get("resource") + " " + item.get("dueAt"));
        return due;
    }

    private String export(String format) {
        return gateway.as(Role.AUDITOR, tenant)
                .get("/tenants/" + tenant + "/findings/export?format=" + format)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private int overdueInTheFleet() {
        platform.run(handle -> handle.execute(
                "insert into tenant_directory values (?, ?, 'Worked on', 1) on conflict do nothing",
                tenant.value(),
                "worked-on-" + tenant));
        return gateway.asProvider(Role.MSP_VIEWER)
                .get("/fleet")
                .then()
                .statusCode(200)
                .extract()
                .path("tenants.find { it.tenant == '%s' }.overdue.values().sum()".formatted(tenant));
    }

    private JsonPath get(String path) {
        return gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
