package io.vigil.reports.frameworks;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.attestations.Attested;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class FrameworksIT {
    private static final String FEW = "aws-foundational-security-best-practices";

    @Inject
    Gateway gateway;

    @Inject
    Attested attested;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    private final TenantId tenant = ScriptedRun.newTenant();

    @Test
    void aTenantWithoutAChoiceHasFewFrameworksAndSeesWhatElseThereIs() {
        String list = "/tenants/" + tenant + "/frameworks";
        gateway.as(Role.VIEWER, tenant)
                .get(list)
                .then()
                .statusCode(200)
                .body("id", contains("vigil-baseline", "cis-aws-foundations-7.0", FEW))
                .body("chosen", is(List.of(true, true, true)));
        gateway.as(Role.VIEWER, tenant)
                .get(list + "?others=true")
                .then()
                .statusCode(200)
                .body("[0].id", is("vigil-baseline"))
                .body("find { it.id == 'nist-800-53-r5' }.chosen", is(false));
    }

    @Test
    void showsScoresAndKeepsWhatThePackNames() {
        // Given
        chooses("""
                {"frameworks":["pci-dss-4.0.1","of-a-later-release","cis-aws-foundations-6.0"],
                 "disabledChecks":[],"params":{},"declarations":{}}""");
        // When
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);
        // Then
        gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/frameworks", tenant.toString())
                .then()
                .body("id", contains("vigil-baseline", "pci-dss-4.0.1", "cis-aws-foundations-6.0"));
        assertThat(historyOf()).containsExactlyInAnyOrder("vigil-baseline", "pci-dss-4.0.1", "cis-aws-foundations-6.0");
        String finding = gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/findings", tenant.toString())
                .path("items[0].id");
        gateway.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/findings/{f}", tenant.toString(), finding)
                .then()
                .body("frameworks.framework", hasItem("cis-aws-foundations-6.0"))
                .body("frameworks.framework", not(hasItem("cis-aws-foundations-7.0")))
                .body(
                        "frameworks.findAll { it.framework == 'cis-aws-foundations-6.0' }.requirement",
                        is(List.of("6.3", "6.4")));
    }

    @Test
    void aRequirementIsNotEvaluatedOrManualButNeverPassedUnseen() {
        // When
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.PASS).records().forEach(takeReport::take);
        // Then
        String path = "/tenants/" + tenant + "/frameworks/cis-aws-foundations-7.0";
        gateway.as(Role.VIEWER, tenant)
                .get(path)
                .then()
                .body("requirements.find { it.id == '2.5' }.status", is("NOT_EVALUATED"))
                .body("requirements.find { it.id == '2.1.3' }.status", is("MANUAL"))
                .body("requirements.find { it.id == '2.1.3' }.manual", not(nullValue()))
                // one of its three checks ran and passed; the others were never run
                .body("requirements.find { it.id == '6.3' }.status", is("UNDETERMINED"))
                .body("requirements.findAll { it.status == 'PASS' }.size()", equalTo(0));
    }

    @Test
    void whatPeopleStandInForIsAttestedAndNeverPassed() {
        // Given
        String path = "frameworks/" + Attested.FRAMEWORK;
        String word = "requirements.find { it.id == '%s' }.".formatted(Attested.REQUIREMENT);
        double evaluated = share();
        attested.get(path)
                .body(word + "status", is("MANUAL"))
                .body("people.requirements", is(4))
                .body("people.attested", is(0));
        // When
        String id = attested.inForce(Attested.today());
        // Then
        attested.get(path)
                .body(word + "status", is("ATTESTED"))
                .body(word + "attestation.id", is(id))
                .body(word + "attestation.validUntil", is(Attested.today().toString()))
                .body(word + "attestation.requested.name", is(Attested.OSCAR))
                .body("requirements.findAll { it.status == 'PASS' }.size()", equalTo(0))
                .body("people.attested", is(1));
        assertThat(share()).isEqualTo(evaluated);
        attested.get("frameworks")
                .body("find { it.id == '%s' }.requirements.ATTESTED".formatted(Attested.FRAMEWORK), is(1))
                .body("find { it.id == '%s' }.people.attested".formatted(Attested.FRAMEWORK), is(1));
    }

    @Test
    void whatWasAttestedIsNotEvaluatedAfterItsDayWithoutAnybodysDoing() {
        // Given
        String path = "frameworks/" + Attested.FRAMEWORK;
        String word = "requirements.find { it.id == '%s' }.".formatted(Attested.REQUIREMENT);
        String id = attested.inForce(Attested.today());
        // When
        attested.pass(1);
        // Then
        attested.get(path)
                .body(word + "status", is("NOT_EVALUATED"))
                .body(word + "attestation.id", is(id))
                .body(word + "attestation.state", is("ENDED"))
                .body("people.attested", is(0))
                .body("people.ended", is(1));
        // and attested again by what lasts longer
        String next = attested.inForce(Attested.today().plusDays(300));
        attested.get(path).body(word + "status", is("ATTESTED")).body(word + "attestation.id", is(next));
        attested.answer(Attested.OSCAR, Role.OPERATOR, next, "withdraw").then().statusCode(200);
        attested.get(path).body(word + "status", is("NOT_EVALUATED")).body(word + "attestation.id", is(id));
    }

    @Test
    void whatWaitsOrWasRefusedAttestsNothing() {
        // Given
        String path = "frameworks/" + Attested.FRAMEWORK;
        String word = "requirements.find { it.id == '%s' }.".formatted(Attested.REQUIREMENT);
        // When
        String waiting = attested.waiting(Attested.today());
        // Then
        attested.get(path).body(word + "status", is("MANUAL")).body(word + "attestationWaiting", is(waiting));
        attested.answer(Attested.ADA, Role.ADMIN, waiting, "refuse").then().statusCode(200);
        attested.get(path)
                .body(word + "status", is("MANUAL"))
                .body(word + "attestationWaiting", nullValue())
                .body(word + "attestation", nullValue());
    }

    @Test
    void whatIsAttestedOfOneAccountIsNotSaidOfAll() {
        // Given
        attested.connect(Attested.ONE);
        attested.connect(Attested.OTHER);
        String path = "frameworks/" + Attested.FRAMEWORK;
        String word = "requirements.find { it.id == '%s' }.".formatted(Attested.REQUIREMENT);
        // When
        String own = attested.inForceOf(Attested.ONE);
        // Then
        attested.get(path).body(word + "status", is("MANUAL")).body(word + "attestedAccounts", is(1));
        attested.get(path + "?account=" + Attested.ONE)
                .body(word + "status", is("ATTESTED"))
                .body(word + "attestation.id", is(own))
                .body("people.attested", is(1));
        attested.get(path + "?account=" + Attested.OTHER).body(word + "status", is("MANUAL"));
        // what is attested of all is attested of each
        attested.inForce(Attested.today());
        attested.get(path + "?account=" + Attested.OTHER).body(word + "status", is("ATTESTED"));
    }

    private double share() {
        return attested.get("frameworks/" + Attested.FRAMEWORK)
                .extract()
                .<Number>path("evaluatedShare")
                .doubleValue();
    }

    private void chooses(String pack) {
        tenants.run(
                tenant,
                handle -> handle.execute(
                        "insert into pack (tenant_id, version, digest, content) values (?, 1, ?, ?)",
                        tenant.value(),
                        "0".repeat(64),
                        pack));
    }

    private List<String> historyOf() {
        return tenants.call(
                tenant,
                handle -> handle.createQuery("select framework from fleet_day where tenant_id = ?")
                        .bind(0, tenant.value())
                        .mapTo(String.class)
                        .list());
    }
}
