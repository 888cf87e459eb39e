package io.vigil.reports.changes;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static io.vigil.reports.ScriptedRun.VOLUMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log answers what changed between any two moments, for a customer, an account, a framework and the fleet. */
@QuarkusTest
@OnStack
class ChangesBetweenIT {
    private static final AccountId ONE = new AccountId("111122223333");
    private static final AccountId OTHER = new AccountId("444455556666");

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    PlatformTransaction platform;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS).minus(Duration.ofDays(5));

    /** Each an hour after the one before: both open, the volume is fixed, it fails again, the other account opens. */
    @BeforeEach
    void aLife() {
        scan(ONE, 0, Status.FAIL, Status.FAIL);
        scan(ONE, 1, Status.FAIL, Status.PASS);
        scan(ONE, 2, Status.FAIL, Status.FAIL);
        scan(OTHER, 3, Status.FAIL, Status.PASS);
        platform.run(handle -> handle.execute(
                "insert into tenant_directory values (?, ?, 'Changing', 1) on conflict do nothing",
                tenant.value(),
                "changing-" + tenant));
    }

    @Test
    void anyTwoMomentsAreToldTheFirstIncludedAndTheSecondNot() {
        assertThat(told(hours(0, 4)))
                .hasSize(5)
                .startsWith("OPENED sg", "REOPENED vol", "FIXED vol")
                .endsWith(told(hours(0, 1)).toArray(String[]::new));
        assertThat(told(hours(0, 1))).containsExactlyInAnyOrder("OPENED vol", "OPENED sg");
        assertThat(told(hours(1, 2))).containsExactly("FIXED vol");
        assertThat(told(hours(1, 3))).containsExactly("REOPENED vol", "FIXED vol");
        assertThat(told("from=" + start.plusSeconds(1) + "&to=" + start.plusSeconds(3_599)))
                .isEmpty();
        assertThat(get("changes/between").getList("items")).as("the last week").hasSize(5);
    }

    @Test
    void anAccountAndAFrameworkNarrowItWithTheSums() {
        JsonPath one = get("changes/between?account=" + ONE + "&" + hours(0, 4));
        assertThat(one.getMap("sums"))
                .containsEntry("opened", 2)
                .containsEntry("resolved", 1)
                .containsEntry("reopened", 1)
                .containsEntry("excepted", 0);
        assertThat(told("account=" + OTHER + "&" + hours(0, 4))).containsExactly("OPENED sg");
        assertThat(told("framework=vigil-baseline&" + hours(0, 4))).hasSize(5);
        JsonPath narrow = get("changes/between?framework=hipaa&" + hours(0, 4));
        assertThat(narrow.getList("items.check")).isSubsetOf(PORTS.value(), VOLUMES.value());
        assertThat(get("changes/between?kind=resolved&" + hours(0, 4)).getList("items.transition"))
                .containsExactly("FIXED");
    }

    @Test
    void pagesMeetEachChangeOnce() {
        // Given
        List<String> met = new ArrayList<>();
        String cursor = "";
        // When
        do {
            JsonPath page = get("changes/between?limit=2&" + hours(0, 4) + "&cursor=" + cursor);
            met.addAll(told(page));
            assertThat(page.getInt("sums.opened")).isEqualTo(3);
            cursor = page.getString("next");
        } while (cursor != null);
        // Then
        assertThat(met).containsExactlyElementsOf(told(hours(0, 4)));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (String query : List.of(
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z",
                "from=2026-01-03T00:00:00Z&to=2026-01-02T00:00:00Z",
                "from=-999999999-01-01T00:00:00Z",
                "to=%2B999999999-01-01T00:00:00Z",
                "kind=x",
                "cursor=x",
                "account=1",
                "limit=0"))
            assertThat(gateway.as(Role.VIEWER, tenant)
                            .get("/tenants/" + tenant + "/changes/between?" + query)
                            .statusCode())
                    .as(query)
                    .isEqualTo(400);
        gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/changes/between?framework=none-such")
                .then()
                .statusCode(404);
    }

    @Test
    void theFleetIsToldHowManyAndNotWhich() {
        // When
        JsonPath all = fleet(hours(0, 4));
        // Then
        assertThat(sums(all))
                .containsEntry("opened", 3)
                .containsEntry("resolved", 1)
                .containsEntry("reopened", 1);
        assertThat(sums(fleet(hours(1, 2)))).containsEntry("opened", 0).containsEntry("resolved", 1);
        assertThat(sums(fleet("from=" + start.minusSeconds(60) + "&to=" + start)))
                .containsEntry("opened", 0);
        assertThat(all.prettify()).doesNotContain("sg", "vol");
        gateway.asProvider(Role.MSP_VIEWER).get("/fleet/changes?from=x").then().statusCode(400);
    }

    private void scan(AccountId account, int hour, Status group, Status volume) {
        new ScriptedRun(tenant, account)
                .at(start.plus(Duration.ofHours(hour)))
                .says(PORTS, "sg", GROUP, group)
                .says(VOLUMES, "vol", VOLUME, volume)
                .records()
                .forEach(takeReport::take);
    }

    private String hours(int from, int to) {
        return "from=" + start.plus(Duration.ofHours(from)) + "&to=" + start.plus(Duration.ofHours(to));
    }

    private List<String> told(String query) {
        return told(get("changes/between?" + query));
    }

    private static List<String> told(JsonPath page) {
        List<String> told = new ArrayList<>();
        for (Map<String, Object> each : page.<Map<String, Object>>getList("items"))
            told.add(each.get("transition") + " " + each.get("resource"));
        return told;
    }

    private JsonPath fleet(String query) {
        return gateway.asProvider(Role.MSP_VIEWER)
                .get("/fleet/changes?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Map<String, Object> sums(JsonPath fleet) {
        return fleet.getMap("tenants.find { it.tenant == '%s' }.sums".formatted(tenant));
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
