package io.vigil.reports;

import static io.vigil.reports.ScriptedRun.DEFAULT_GROUP;
import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static io.vigil.reports.ScriptedRun.VOLUMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the provider sees of all customers from counters: what to look at first, and no name of a resource. */
@QuarkusTest
@OnStack
class FleetIT {
    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    PlatformTransaction platform;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final TenantId second = ScriptedRun.newTenant();

    @BeforeEach
    void twoCustomers() {
        for (TenantId each : List.of(tenant, second))
            platform.run(handle -> handle.execute(
                    "insert into tenant_directory values (?, ?, ?, 1)",
                    each.value(),
                    "s" + each.toString().substring(0, 8),
                    "Customer of a test"));
        ScriptedRun.of(tenant)
                .says(PORTS, "sg-secret", GROUP, Status.FAIL)
                .says(PORTS, "sg-other", GROUP, Status.FAIL)
                .says(DEFAULT_GROUP, "sg-other", GROUP, Status.PASS)
                .says(VOLUMES, "vol-secret", VOLUME, Status.FAIL)
                .records()
                .forEach(takeReport::take);
        new ScriptedRun(tenant, new AccountId("444455556666"))
                .says(PORTS, "sg-3", GROUP, Status.FAIL)
                .records()
                .forEach(takeReport::take);
        ScriptedRun.of(second).says(PORTS, "sg-4", GROUP, Status.FAIL).records().forEach(takeReport::take);
    }

    @Test
    void whatIsOpenIsListedWorstFirstWithoutAResource() {
        // When
        List<Map<String, Object>> all = walk("limit=500");
        // Then
        List<Map<String, Object>> mine = of(all, tenant);
        assertThat(mine)
                .extracting(item -> item.get("check"))
                .containsExactlyInAnyOrder(PORTS.value(), VOLUMES.value());
        assertThat(mine)
                .filteredOn(item -> item.get("check").equals(PORTS.value()))
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .containsEntry("open", 3)
                        .containsEntry("accounts", 2)
                        .containsEntry("name", "Customer of a test")
                        .containsKeys("title", "severity", "owner", "layer")
                        .hasEntrySatisfying("oldestOpenAt", at -> assertThat(at).isNotNull()));
        assertThat(of(all, second)).hasSize(1);
        assertThat(all.toString()).doesNotContain("sg-secret", "vol-secret");
        List<Integer> severities = all.stream()
                .map(item -> List.of("critical", "high", "medium", "low").indexOf(item.get("severity")))
                .toList();
        assertThat(severities).isSorted();
    }

    @Test
    void pagesMeetEverythingOnce() {
        List<Map<String, Object>> paged = walk("limit=2");
        assertThat(paged)
                .extracting(item -> item.get("tenant") + " " + item.get("check") + " " + item.get("owner"))
                .doesNotHaveDuplicates()
                .hasSize(page("limit=1").getInt("total"));
    }

    @Test
    void isFilteredBySeverityAndByWhoMustAct() {
        // Given
        String severity =
                of(walk("limit=500"), second).getFirst().get("severity").toString();
        // When, Then
        assertThat(of(walk("severity=" + severity), second)).hasSize(1);
        String other = severity.equals("low") ? "critical" : "low";
        assertThat(of(walk("severity=" + other), second)).isEmpty();
        assertThat(of(walk("owner=aws"), tenant)).isEmpty();
        for (String bad : List.of("severity=worst", "owner=me", "limit=0", "limit=501", "cursor=-1", "cursor=x"))
            gateway.asProvider(Role.MSP_VIEWER)
                    .get("/fleet/triage?" + bad)
                    .then()
                    .statusCode(400);
    }

    @Test
    void theFleetAndWhoFailsACheckAreCountedToo() {
        gateway.asProvider(Role.MSP_VIEWER)
                .get("/fleet")
                .then()
                .statusCode(200)
                .body("tenants.find { it.tenant == '%s' }.accounts".formatted(tenant), is(2))
                .body("tenants.find { it.tenant == '%s' }.lastFoldedAt".formatted(tenant), notNullValue());
        gateway.asProvider(Role.MSP_VIEWER)
                .get("/fleet/checks/" + PORTS)
                .then()
                .statusCode(200)
                .body("find { it.tenant == '%s' }.failing".formatted(tenant), is(3))
                .body("find { it.tenant == '%s' }.failing".formatted(second), is(1));
    }

    private static List<Map<String, Object>> of(List<Map<String, Object>> all, TenantId tenant) {
        return all.stream()
                .filter(item -> tenant.toString().equals(item.get("tenant")))
                .toList();
    }

    private List<Map<String, Object>> walk(String query) {
        List<Map<String, Object>> met = new ArrayList<>();
        Integer cursor = 0;
        while (cursor != null) {
            JsonPath page = page(query + "&cursor=" + cursor);
            met.addAll(page.getList("items"));
            cursor = page.get("next");
        }
        return met;
    }

    private JsonPath page(String query) {
        return gateway.asProvider(Role.MSP_VIEWER)
                .get("/fleet/triage?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
