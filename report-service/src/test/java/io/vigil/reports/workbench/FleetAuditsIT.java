package io.vigil.reports.workbench;

import static io.vigil.reports.workbench.AuditedCustomer.ANN;
import static io.vigil.reports.workbench.AuditedCustomer.ONE;
import static io.vigil.reports.workbench.AuditedCustomer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vigil.contracts.Status;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The provider's queue counts what waits at each customer since the sign-offs, and names no resource. */
@QuarkusTest
@OnStack
class FleetAuditsIT {
    @Inject
    AuditedCustomer customer;

    @Inject
    Gateway gateway;

    @Inject
    PlatformTransaction platform;

    @BeforeEach
    void aKnownCustomer() {
        platform.run(handle -> handle.execute(
                "insert into tenant_directory (tenant_id, slug, name, revision) values (?, ?, 'Audited', 1)",
                customer.tenant.value(),
                "audited-" + customer.tenant));
        customer.scan(ONE, Status.FAIL, Status.UNDETERMINED);
        customer.scan(OTHER, Status.PASS);
    }

    @Test
    void whatWaitsIsCountedFromTheSignOffOfEachAccount() {
        assertThat(mine())
                .containsEntry("accounts", 2)
                .containsEntry("waiting", 1)
                .containsEntry("notEvaluated", 1)
                .doesNotContainKey("lastSignedAt")
                .doesNotContainKey("open");
        assertThat(sums()).containsEntry("opened", 1);
        // When it is open
        String audit = customer.open();
        customer.lookAndSign(ANN, audit, ONE).then().statusCode(200);
        // Then
        assertThat(mine()).containsEntry("waiting", 0).containsEntry("notEvaluated", 0);
        assertThat(open())
                .containsEntry("audit", audit)
                .containsEntry("accounts", 2)
                .containsEntry("signedAccounts", 1);
        // When it is signed, and something is taken over that was seen before
        Instant before = Instant.now();
        customer.post(ANN, "/" + audit + "/unchanged", Map.of()).then().statusCode(200);
        customer.scan(OTHER, before, Status.FAIL);
        // Then
        assertThat(mine())
                .containsEntry("waiting", 1)
                .containsKey("lastSignedAt")
                .doesNotContainKey("open");
        assertThat(sums()).containsEntry("opened", 1).containsEntry("resolved", 0);
        assertThat(customer.items(customer.open(), OTHER)).hasSize(1);
    }

    @Test
    void theTrendTellsWhatAuditsTookAndSaved() {
        // Given
        Map<String, Object> before = week();
        customer.audited();
        // When
        Map<String, Object> after = week();
        // Then
        assertThat(number(after, "audits")).isEqualTo(number(before, "audits") + 1);
        assertThat(number(after, "accounts")).isEqualTo(number(before, "accounts") + 2);
        assertThat(after).containsKeys("seconds", "savedSeconds", "together");
    }

    @Test
    void noResourceIsNamedAndNoCustomerReadsIt() {
        customer.audited();
        assertThat(queue().prettify()).doesNotContain("sg-0", "sg-1", ONE.value());
        gateway.as(Role.ADMIN, customer.tenant).get("/fleet/audits").then().statusCode(403);
    }

    private JsonPath queue() {
        return gateway.asProvider(Role.MSP_VIEWER)
                .get("/fleet/audits")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Map<String, Object> mine() {
        return queue().getMap("tenants.find { it.tenant == '%s' }".formatted(customer.tenant));
    }

    private Map<String, Object> sums() {
        return queue().getMap("tenants.find { it.tenant == '%s' }.sums".formatted(customer.tenant));
    }

    private Map<String, Object> open() {
        return queue().getMap("tenants.find { it.tenant == '%s' }.open".formatted(customer.tenant));
    }

    private Map<String, Object> week() {
        LocalDate monday = LocalDate.now(ZoneOffset.UTC).with(java.time.DayOfWeek.MONDAY);
        Map<String, Object> week = queue().getMap("weeks.find { it.week == '%s' }".formatted(monday));
        return week == null ? Map.of() : week;
    }

    private static int number(Map<String, Object> week, String name) {
        return ((Number) week.getOrDefault(name, 0)).intValue();
    }
}
