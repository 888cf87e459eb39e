package io.vigil.reports.findings;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** How a finding says that it is mended, with what the inventory knows of its resource. */
@QuarkusTest
@OnStack
class FixesIT {
    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    private final TenantId tenant = ScriptedRun.newTenant();

    @Test
    void aFindingTellsCommandsAndCodeForItsOwnResource() {
        // When
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        // Then
        finding()
                .body("fixes.kind", contains("cli", "terraform", "cloudformation"))
                .body("fixes[0].text", containsString("--group-id='sg-1' --region='eu-central-1'"))
                .body("fixes[1].text", containsString("security_group_id = \"sg-1\""))
                .body("fixes[2].text", containsString("GroupId: \"sg-1\""));
    }

    @Test
    void aNameThatEndsQuotesStaysAName() {
        // When
        ScriptedRun.of(tenant)
                .says(PORTS, "sg'; rm -rf ~ #", GROUP, Status.FAIL)
                .records()
                .forEach(takeReport::take);
        // Then
        finding().body("fixes[0].text", containsString("--group-id='sg'\\''; rm -rf ~ #'"));
    }

    @Test
    void withoutADocumentItSaysWhatBelongsThere() {
        // Given
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        // When
        tenants.run(
                tenant,
                handle -> handle.execute("update resource set document = null where tenant_id = ?", tenant.value()));
        // Then
        finding().body("fixes[0].text", containsString("--group-id='<resource.GroupId>' --region='eu-central-1'"));
    }

    private ValidatableResponse finding() {
        String id = gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/findings", tenant.toString())
                .path("items[0].id");
        return gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/findings/{f}", tenant.toString(), id)
                .then()
                .statusCode(200);
    }
}
