package io.vigil.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealParts
class AuditIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    ReadAudit audit;

    @Test
    void everyWriteIsInTheTenantsTrail() {
        // Given
        TenantId tenant = world.tenant();
        String account = world.account(tenant).value();
        String path = "/tenants/" + tenant;

        // When
        String scan = as(tenant)
                .body(Map.of("account", account))
                .post(path + "/scans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        as(tenant).delete(path + "/scans/" + scan).then().statusCode(204);
        as(tenant).delete(path + "/accounts/" + account).then().statusCode(204);

        // Then
        assertThat(audit.newest(tenant, 10))
                .extracting(AuditEntry::action)
                .containsSubsequence("account.disconnected", "scan.cancelled", "scan.requested", "account.connected");
        assertThat(audit.firstFault(tenant)).isEmpty();
    }

    @Test
    void aScanOfAnUnknownCheckIsRefused() {
        // Given
        TenantId tenant = world.tenant();
        String account = world.account(tenant).value();
        String path = "/tenants/" + tenant;

        // When, Then
        as(tenant)
                .body(Map.of("account", account, "checks", List.of("iam-root-mfa-enabled", "nobody-wrote-this")))
                .post(path + "/scans")
                .then()
                .statusCode(400)
                .body("detail", containsString("nobody-wrote-this"));
    }

    private io.restassured.specification.RequestSpecification as(TenantId tenant) {
        return callers.as(Role.ADMIN, tenant);
    }
}
