package io.vigil.tenants.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@OnRealParts
class OwnChecksIT {
    private static final String BUCKET = """
            title: Buckets keep versions
            severity: low
            resource: aws.s3.bucket
            pass: resource.versioning.?Status.orValue("") == "Enabled"
            message: "{name} keeps none."
            """;
    private static final String VPC = """
            title: VPCs are not the default one
            severity: low
            resource: aws.ec2.vpc
            pass: "!resource.IsDefault"
            message: "{resource.VpcId} is the default VPC."
            """;
    private static final String CASES = """
            - case: one that was made
              resource: {VpcId: vpc-1, IsDefault: false}
              expect: pass
            - case: the default one
              resource: {VpcId: vpc-2, IsDefault: true}
              expect: fail
              message: vpc-2 is the default VPC.
            """;

    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    Callers callers;

    @Inject
    TenantTransaction transaction;

    @Inject
    ReadAudit audit;

    @Test
    void aSavedCheckIsInThePackThatTheWorkersFetch() {
        // Given
        TenantId tenant = world.tenant();
        String id = "own-" + OwnCheck.mark(tenant) + "-no-default-vpc";
        // When
        save(tenant, Role.ADMIN, "no-default-vpc", VPC, CASES)
                .statusCode(200)
                .body("id", is(id))
                .body("revision", is(1))
                .body("state", is("ENABLED"))
                .body("title", is("VPCs are not the default one"))
                .body("resourceTypes", is(List.of("aws.ec2.vpc")))
                .body("source", is(VPC));
        // Then
        PackPublished told =
                wire.awaits(PackPublished.class, event -> event.tenant().equals(tenant) && event.version() == 2);
        assertThat(told.pack().ownChecks()).containsExactly(OwnCheck.of(new CheckId(id), VPC));
        assertThat(callers.worker(Optional.of(tenant))
                        .get("/packs/{digest}", told.digest().value())
                        .then()
                        .statusCode(200)
                        .extract()
                        .as(EffectivePack.class))
                .isEqualTo(told.pack());
        assertThat(EventJson.digest(told.pack())).isEqualTo(told.digest().value());
        List<AuditEntry> entries = audit.newest(tenant, 2);
        assertThat(entries).extracting(AuditEntry::action).containsExactly("pack.published", "check.saved");
        assertThat(entries.getLast().subject()).isEqualTo(id);
    }

    @Test
    void revisionsAreImmutableAndSavingTheSameAgainMakesNone() {
        // Given
        TenantId tenant = world.tenant();
        save(tenant, Role.ADMIN, "no-default-vpc", VPC, CASES).statusCode(200);
        // When
        save(tenant, Role.ADMIN, "no-default-vpc", VPC, CASES).statusCode(200).body("revision", is(1));
        String changed = VPC.replace("severity: low", "severity: high");
        save(tenant, Role.ADMIN, "own-" + OwnCheck.mark(tenant) + "-no-default-vpc", changed, CASES)
                .statusCode(200)
                .body("revision", is(2));
        // Then
        read(tenant, "/no-default-vpc").body("revision", is(2)).body("severity", is("high"));
        read(tenant, "/no-default-vpc/revisions/1").body("source", is(VPC)).body("severity", is("low"));
        read(tenant, "/no-default-vpc/revisions?limit=1")
                .body("items", hasSize(1))
                .body("items[0].revision", is(2))
                .body("items[0].source", nullValue())
                .body("next", is("2"));
        read(tenant, "/no-default-vpc/revisions?limit=1&cursor=2")
                .body("items[0].revision", is(1))
                .body("next", nullValue());
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/checks/no-default-vpc/revisions/3", tenant.toString())
                .then()
                .statusCode(404);
        assertThatThrownBy(() -> transaction.run(
                        tenant, handle -> handle.execute("update own_check_revision set source = 'other'")))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> transaction.run(tenant, handle -> handle.execute("delete from own_check_revision")))
                .hasMessageContaining("permission denied");
    }

    @Test
    void aDraftIsInNoPackAndAWithdrawnOneLeavesIt() {
        // Given
        TenantId tenant = world.tenant();
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("source", VPC, "cases", CASES, "enabled", false))
                .put("/tenants/{t}/checks/no-default-vpc", tenant.toString())
                .then()
                .statusCode(200)
                .body("state", is("DRAFT"));
        pack(tenant).body("version", is(1)).body("pack.ownChecks", nullValue());
        // When
        save(tenant, Role.ADMIN, "no-default-vpc", VPC, CASES)
                .body("revision", is(1))
                .body("state", is("ENABLED"));
        // Then
        pack(tenant).body("version", is(2)).body("pack.ownChecks", hasSize(1));
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/{t}/checks/no-default-vpc", tenant.toString())
                .then()
                .statusCode(204);
        pack(tenant).body("version", is(3)).body("pack.ownChecks", nullValue());
        read(tenant, "").body("items", empty());
        read(tenant, "/no-default-vpc").body("state", is("WITHDRAWN"));
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        // Given
        TenantId tenant = world.tenant();
        // When, Then
        save(tenant, Role.ADMIN, "no-default-vpc", VPC.replace("IsDefault", "IsDefalt"), CASES)
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("faults[0].field", is("source"))
                .body("faults[0].line", is(4))
                .body("faults[0].column", is(7))
                .body("faults[0].message", containsString("line 1 column 10 of the expression: undefined field"));
        save(tenant, Role.ADMIN, "no-default-vpc", VPC, CASES.replace("IsDefault: true", "IsDefault: false"))
                .statusCode(400)
                .body("faults[0].field", is("cases"))
                .body("faults[0].line", is(4))
                .body("detail", containsString("case 'the default one' expects fail and gives pass"));
        save(tenant, Role.ADMIN, "no-default-vpc", VPC, CASES.substring(0, CASES.indexOf("- case: the default")))
                .statusCode(400)
                .body("detail", containsString("no case that expects 'fail'"));
        save(tenant, Role.ADMIN, "no-default-vpc", VPC, CASES.replace("VpcId: vpc-1", "VpcIdd: vpc-1"))
                .statusCode(400)
                .body("detail", containsString("has no member 'VpcIdd'"));
        save(
                        tenant,
                        Role.ADMIN,
                        "no-default-vpc",
                        VPC.replace("pass: \"!resource.IsDefault\"", "pass: \"[1].map(x, x) == [1]\""),
                        CASES)
                .statusCode(400)
                .body("detail", containsString("'map' is not for own checks"));
        for (String name : List.of("No-Caps", "dry-run", "own-0000000000-", "x".repeat(61)))
            save(tenant, Role.ADMIN, name, VPC, CASES).statusCode(400);
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("source", VPC))
                .put("/tenants/{t}/checks/no-default-vpc", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("cases is missing"));
        read(tenant, "").body("items", empty());
        pack(tenant).body("version", is(1));
    }

    @Test
    void tryingKeepsNothing() {
        // Given
        TenantId tenant = world.tenant();
        // When, Then
        callers.as(Role.OPERATOR, tenant)
                .body(Map.of("source", VPC, "cases", CASES))
                .post("/tenants/{t}/checks/no-default-vpc/try", tenant.toString())
                .then()
                .statusCode(200)
                .body("cases.got", is(List.of("pass", "fail")));
        read(tenant, "").body("items", empty());
    }

    @Test
    void aPackOverridesAnOwnChecksParametersAndBringsInNoOther() {
        // Given
        TenantId tenant = world.tenant();
        String source = VPC.replace(
                "pass: \"!resource.IsDefault\"",
                "params: {spared: [vpc-9]}\npass: \"!resource.IsDefault || resource.VpcId in params.spared\"");
        String id = save(tenant, Role.ADMIN, "no-default-vpc", source, CASES)
                .statusCode(200)
                .extract()
                .path("id");
        Map<String, Object> document = Map.of("params", Map.of(id, Map.of("spared", List.of("vpc-2"))));
        // When, Then
        put(tenant, 0, document).statusCode(200).body("version", is(1));
        put(tenant, 1, document).statusCode(200).body("version", is(1));
        pack(tenant).body("version", is(3)).body("pack.ownChecks.id", is(List.of(id)));
        put(tenant, 1, Map.of("params", Map.of(id, Map.of("spared", "vpc-2"))))
                .statusCode(400)
                .body("faults.field", is(List.of("params/" + id + "/spared")));
        put(tenant, 1, Map.of("ownChecks", List.of())).statusCode(400).body("detail", containsString("ownChecks"));
        save(tenant, Role.ADMIN, "no-default-vpc", VPC, CASES).statusCode(400).body("detail", containsString("spared"));
        read(tenant, "/no-default-vpc").body("revision", is(1));
    }

    @Test
    void aTenantsChecksAreItsOwn() {
        // Given
        TenantId one = world.tenant();
        TenantId two = world.tenant();
        String ofOne =
                save(one, Role.ADMIN, "no-default-vpc", VPC, CASES).extract().path("id");
        String ofTwo =
                save(two, Role.ADMIN, "no-default-vpc", VPC, CASES).extract().path("id");
        // When, Then
        assertThat(ofOne).isNotEqualTo(ofTwo);
        callers.as(Role.VIEWER, two)
                .get("/tenants/{t}/checks/{c}", two.toString(), ofOne)
                .then()
                .statusCode(404);
        assertThat(transaction.<List<String>>call(
                        two,
                        handle -> handle.createQuery("select check_id from own_check_revision")
                                .mapTo(String.class)
                                .list()))
                .containsExactly(ofTwo);
        assertThatThrownBy(() -> transaction.run(
                        two,
                        handle ->
                                handle.createUpdate("""
                                insert into own_check (tenant_id, check_id, revision, state) values (:t, 'own-x', 1, 'ENABLED')
                                """).bind("t", one.value()).execute()))
                .hasMessageContaining("row-level security");
        for (Role role : List.of(Role.VIEWER, Role.AUDITOR, Role.OPERATOR, Role.MSP_VIEWER, Role.MSP_ANALYST))
            save(one, role, "other", VPC, CASES).statusCode(403);
    }

    @Test
    void listsAPageAtATime() {
        // Given
        TenantId tenant = world.tenant();
        for (String name : List.of("a-one", "b-two", "c-three"))
            save(tenant, Role.ADMIN, name, VPC, CASES).statusCode(200);
        // When
        String next = read(tenant, "?limit=2")
                .body("items", hasSize(2))
                .body("items[0].source", nullValue())
                .extract()
                .path("next");
        // Then
        read(tenant, "?limit=2&cursor=" + next)
                .body("items.id", is(List.of("own-" + OwnCheck.mark(tenant) + "-c-three")))
                .body("next", nullValue());
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/checks?limit=0", tenant.toString())
                .then()
                .statusCode(400);
    }

    @Test
    void aCheckOfAComponentIsSavedToo() {
        TenantId tenant = world.tenant();
        save(tenant, Role.ADMIN, "buckets-keep-versions", BUCKET, """
                - case: never had any
                  name: logs
                  resource: {versioning: {}}
                  expect: fail
                  message: logs keeps none.
                - case: has them
                  resource: {versioning: {Status: Enabled}}
                  expect: pass
                - case: not read
                  resource: {}
                  expect: undetermined
                """)
                .statusCode(200)
                .body("revision", is(1));
    }

    private ValidatableResponse save(TenantId tenant, Role role, String name, String source, String cases) {
        return callers.as(role, tenant)
                .body(Map.of("source", source, "cases", cases))
                .put("/tenants/{t}/checks/{c}", tenant.toString(), name)
                .then();
    }

    private ValidatableResponse read(TenantId tenant, String path) {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/checks" + path)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse pack(TenantId tenant) {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/pack", tenant.toString())
                .then()
                .statusCode(200);
    }

    private ValidatableResponse put(TenantId tenant, int basedOn, Map<String, Object> document) {
        return callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", basedOn, "document", document))
                .put("/tenants/{t}/pack", tenant.toString())
                .then();
    }
}
