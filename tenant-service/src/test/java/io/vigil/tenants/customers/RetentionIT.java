package io.vigil.tenants.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.restassured.response.Response;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantChanged;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The provider says for how long a customer's log of changes is kept, and who keeps it is told. */
@OnRealParts
class RetentionIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Wire wire;

    @Test
    void theOthersAreToldOfEachChangeOnce() {
        // Given
        TenantId tenant = world.tenant();
        assertThat(told(tenant).retention()).isEqualTo(Retention.MONTHS_13);
        // When
        keep(tenant, Map.of("months", 84)).then().statusCode(204);
        // Then
        callers.outside(Role.MSP_VIEWER, tenant)
                .get("/tenants/" + tenant)
                .then()
                .statusCode(200)
                .body("retention", is(84));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> told(tenant).retention().equals(Retention.MONTHS_84));
        long revision = told(tenant).revision();
        // When it is said again, and then something else
        keep(tenant, Map.of("months", 84)).then().statusCode(204);
        keep(tenant, Map.of("months", 36)).then().statusCode(204);
        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> told(tenant).retention().equals(Retention.MONTHS_36));
        assertThat(told(tenant).revision()).isEqualTo(revision + 1);
    }

    @Test
    void whatIsNoRetentionIsRefused() {
        TenantId tenant = world.tenant();
        keep(tenant, Map.of("months", 12)).then().statusCode(400).body(containsString("13, 36, 84 months, not 12"));
        keep(tenant, Map.of()).then().statusCode(400).body(containsString("months"));
        keep(tenant, Map.of("months", "thirteen")).then().statusCode(400);
        keep(TenantId.of("00000000-0000-0000-0000-000000000000"), Map.of("months", 36))
                .then()
                .statusCode(404);
    }

    private Response keep(TenantId tenant, Map<String, Object> body) {
        return callers.outside(Role.MSP_ADMIN, tenant).body(body).put("/tenants/" + tenant + "/retention");
    }

    private TenantChanged told(TenantId tenant) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> wire.newest(Topics.TENANT_CHANGED, tenant.toString()), Optional::isPresent)
                .map(json -> (TenantChanged) EventJson.read(json))
                .orElseThrow();
    }
}
