package io.vigil.tenants.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.Keycloaks;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Staff;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every operation that is no read leaves a row in the trail, in the name of who did it. The operations are read from the
 * document that the service makes of itself: a new one fails here until it is tried, or said to keep nothing.
 */
@OnRealParts
class EveryWriteIT {
    private static final String CHECK = """
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

    /** Operations that are asked by POST and keep nothing, or only when something was used. */
    private static final Set<String> KEEP_NOTHING = Set.of(
            "POST /tenants/{tenant}/checks/{check}/try",
            "POST /tokens/check",
            "POST /invitations/look",
            "POST /msp/pack/preview",
            "POST /tenants/{tenant}/pack/preview",
            "POST /tenants/{tenant}/accounts/{account}/pack/preview");

    /** Done by the gateway for somebody who is nobody yet: the row names who that became. */
    private static final Set<String> IN_ANOTHERS_NAME = Set.of("POST /invitations/accept");

    record Done(TenantId chain, Response answer) {}

    record Write(String action, Function<TenantId, Done> act) {}

    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Keycloaks keycloaks;

    @Inject
    ReadAudit audit;

    private final String person = UUID.randomUUID().toString();
    private final String colleague = UUID.randomUUID().toString();
    private @Nullable Staff staff;

    private Map<String, Write> writes() {
        Map<String, Write> writes = new TreeMap<>();
        writes.put("POST /tenants", new Write("tenant.created", none -> {
            Response made = callers.provider(Role.MSP_ADMIN)
                    .body(Map.of("slug", "w" + person.substring(0, 8), "name", "Written"))
                    .post("/tenants");
            return new Done(TenantId.of(made.path("id")), made);
        }));
        writes.put(
                "PUT /tenants/{tenant}/retention",
                write(
                        "tenant.retention",
                        (tenant, path) -> callers.outside(Role.MSP_ADMIN, tenant)
                                .body(Map.of("months", 36))
                                .put(path + "/retention")));
        writes.put(
                "POST /msp/members",
                new Write(
                        "msp.member.added",
                        none -> provider(callers.provider(Role.MSP_ADMIN)
                                .body(Map.of("subject", colleague, "email", "mia@example.com", "role", "MSP_VIEWER"))
                                .post("/msp/members"))));
        writes.put("DELETE /msp/members/{subject}", new Write("msp.member.removed", none -> {
            callers.provider(Role.MSP_ADMIN)
                    .body(Map.of("subject", colleague, "email", "mia@example.com", "role", "MSP_VIEWER"))
                    .post("/msp/members");
            return provider(callers.provider(Role.MSP_ADMIN).delete("/msp/members/" + colleague));
        }));
        writes.put("POST /tenants/{tenant}/members", write("member.added", (tenant, path) -> member(tenant, path)));
        writes.put("DELETE /tenants/{tenant}/members/{subject}", write("member.removed", (tenant, path) -> {
            member(tenant, path);
            return as(tenant).delete(path + "/members/" + person);
        }));
        new IdentityWrites(callers, keycloaks).putInto(writes);
        writes.put("PUT /tenants/{tenant}/members/{subject}", write("member.changed", (tenant, path) -> {
            member(tenant, path);
            return as(tenant).body(Map.of("role", "AUDITOR")).put(path + "/members/" + person);
        }));
        writes.put(
                "POST /tenants/{tenant}/accounts",
                write(
                        "account.connected",
                        (tenant, path) -> as(tenant)
                                .body(Map.of("account", world.accountId().value(), "name", "One"))
                                .post(path + "/accounts")));
        writes.put(
                "DELETE /tenants/{tenant}/accounts/{account}",
                write(
                        "account.disconnected",
                        (tenant, path) -> as(tenant).delete(path + "/accounts/" + world.account(tenant))));
        new TransferWrites(callers, world).putInto(writes);
        writes.put(
                "POST /tenants/{tenant}/scans",
                write(
                        "scan.requested",
                        (tenant, path) -> as(tenant)
                                .body(Map.of("account", world.account(tenant).value()))
                                .post(path + "/scans")));
        writes.put(
                "DELETE /tenants/{tenant}/scans/{scan}",
                write(
                        "scan.cancelled",
                        (tenant, path) ->
                                as(tenant).delete(path + "/scans/" + world.scan(tenant, world.account(tenant)))));
        new PackWrites(callers, world).putInto(writes);
        writes.put("PUT /tenants/{tenant}/checks/{check}", write("check.saved", (tenant, path) -> check(tenant, path)));
        writes.put("DELETE /tenants/{tenant}/checks/{check}", write("check.withdrawn", (tenant, path) -> {
            check(tenant, path);
            return as(tenant).delete(path + "/checks/no-default-vpc");
        }));
        writes.put(
                "POST /tenants/{tenant}/accounts/import",
                write(
                        "account.connected",
                        (tenant, path) -> as(tenant)
                                .body(List.of(
                                        Map.of("account", world.accountId().value(), "name", "One")))
                                .post(path + "/accounts/import")));
        writes.put(
                "POST /tenants/{tenant}/accounts/{account}/connection/test",
                write(
                        "account.tested",
                        (tenant, path) ->
                                as(tenant).post(path + "/accounts/" + world.account(tenant) + "/connection/test")));
        writes.put("POST /tenants/{tenant}/tokens", write("token.made", this::token));
        putGrants(writes);
        new ScheduleWrites(callers).putInto(writes);
        putOrganizations(writes);
        new OffboardingWrites(callers).putInto(writes);
        writes.put(
                "DELETE /tenants/{tenant}/tokens/{token}",
                write(
                        "token.revoked",
                        (tenant, path) -> as(tenant)
                                .delete(path + "/tokens/" + token(tenant, path).path("token.id"))));
        writes.put("POST /tenants/{tenant}/service-accounts", write("service-account.made", this::serviceAccount));
        writes.put(
                "DELETE /tenants/{tenant}/service-accounts/{account}",
                write(
                        "service-account.deleted",
                        (tenant, path) -> as(tenant)
                                .delete(path + "/service-accounts/"
                                        + serviceAccount(tenant, path).path("id"))));
        return writes;
    }

    private void putGrants(Map<String, Write> writes) {
        String at = "/tenants/{tenant}/grants";
        writes.put("POST " + at, new Write("grant.opened", tenant -> {
            Response opened = nadia().asks(tenant, "A customer's question", "");
            return new Done(tenant, opened);
        }));
        writes.put(
                "POST " + at + "/standing",
                write(
                        "grant.opened",
                        (tenant, path) -> as(tenant)
                                .body(Map.of("reason", "Our yearly audit"))
                                .post(path + "/grants/standing")));
        writes.put(
                "PUT " + at + "/rules",
                write(
                        "grant.rules.changed",
                        (tenant, path) -> as(tenant)
                                .body(Map.of("approvalRequired", true))
                                .put(path + "/grants/rules")));
        writes.put(
                "DELETE " + at + "/{grant}",
                write(
                        "grant.revoked",
                        (tenant, path) -> as(tenant).delete(path + "/grants/" + nadia().enters(tenant))));
        writes.put(
                "POST " + at + "/{grant}/approve",
                write(
                        "grant.approved",
                        (tenant, path) -> as(tenant).post(path + "/grants/" + requested(tenant) + "/approve")));
        writes.put(
                "POST " + at + "/{grant}/refuse",
                write(
                        "grant.refused",
                        (tenant, path) -> as(tenant).post(path + "/grants/" + requested(tenant) + "/refuse")));
    }

    private void putOrganizations(Map<String, Write> writes) {
        String at = "/tenants/{tenant}/aws-organizations";
        writes.put(
                "POST " + at + "/readings",
                write(
                        "organization.reading.requested",
                        (tenant, path) -> as(tenant)
                                .body(Map.of("account", world.account(tenant).value()))
                                .post(path + "/aws-organizations/readings")));
        writes.put(
                "POST " + at + "/{organization}/connect",
                write(
                        "organization.accounts.chosen",
                        (tenant, path) ->
                                as(tenant).body(Map.of("whole", true)).post(organization(tenant, path) + "/connect")));
        writes.put(
                "PUT " + at + "/{organization}/rule",
                write(
                        "organization.rule.changed",
                        (tenant, path) -> as(tenant).body("{}").put(organization(tenant, path) + "/rule")));
        writes.put("DELETE " + at + "/{organization}/rule", write("organization.rule.ended", (tenant, path) -> {
            String organization = organization(tenant, path);
            as(tenant).body("{}").put(organization + "/rule");
            return as(tenant).delete(organization + "/rule");
        }));
    }

    private String organization(TenantId tenant, String path) {
        return path + "/aws-organizations/" + world.knownOrganization(tenant, world.account(tenant));
    }

    private String requested(TenantId tenant) {
        as(tenant).body(Map.of("approvalRequired", true)).put("/tenants/" + tenant + "/grants/rules");
        return nadia().asks(tenant, "A customer's question", "").path("id");
    }

    private Staff nadia() {
        Staff hired = staff;
        if (hired == null) {
            hired = Staff.hired(callers, Role.MSP_ANALYST);
            staff = hired;
        }
        return hired;
    }

    @Test
    void everyOperationThatIsNoReadIsTriedHereOrKeepsNothing() {
        Set<String> known = new TreeSet<>(writes().keySet());
        known.addAll(KEEP_NOTHING);
        known.addAll(IN_ANOTHERS_NAME);
        assertThat(known).containsExactlyInAnyOrderElementsOf(operations());
    }

    @Test
    void everyWriteIsInTheTrailInTheNameOfWhoDidIt() {
        writes().forEach((operation, write) -> {
            // Given
            TenantId tenant = world.tenant();
            // When
            Done done = write.act().apply(tenant);
            // Then
            assertThat(done.answer().statusCode())
                    .as(operation + " " + done.answer().asString())
                    .isLessThan(300);
            assertThat(audit.newest(done.chain(), 500))
                    .as(operation)
                    .filteredOn(entry -> entry.action().equals(write.action()))
                    .first()
                    .satisfies(entry -> {
                        if (entry.actor().equals(nadia().subject())) {
                            assertThat(entry.actorName()).isEqualTo("Nadia Verhoeven");
                            assertThat(entry.role()).isEqualTo("MSP_ANALYST");
                        } else {
                            assertThat(entry.actor()).isIn("ADMIN-subject", "MSP_ADMIN-subject");
                            assertThat(entry.actorName()).isEqualTo("Name of " + entry.actor());
                            assertThat(entry.role()).isEqualTo(entry.actor().replace("-subject", ""));
                        }
                        assertThat(entry.subject()).isNotBlank();
                        assertThat(entry.tenant()).isEqualTo(done.chain());
                    });
            assertThat(audit.firstFault(done.chain())).as(operation).isEmpty();
        });
    }

    @Test
    void whatIsRefusedLeavesNoRow() {
        // Given
        TenantId tenant = world.tenant();
        List<AuditEntry> before = audit.newest(tenant, 10);
        String path = "/tenants/" + tenant;
        // When
        as(tenant).body(Map.of("account", "1")).post(path + "/accounts").then().statusCode(400);
        as(tenant).delete(path + "/members/nobody").then().statusCode(404);
        callers.as(Role.VIEWER, tenant)
                .body(Map.of("account", "111122223333"))
                .post(path + "/scans")
                .then()
                .statusCode(403);
        // Then
        assertThat(audit.newest(tenant, 10)).isEqualTo(before);
    }

    interface Act {
        Response on(TenantId tenant, String path);
    }

    static Write write(String action, Act act) {
        return new Write(action, tenant -> new Done(tenant, act.on(tenant, "/tenants/" + tenant)));
    }

    static Done provider(Response answer) {
        return new Done(AuditTrail.PROVIDER, answer);
    }

    private RequestSpecification as(TenantId tenant) {
        return callers.as(Role.ADMIN, tenant);
    }

    private Response member(TenantId tenant, String path) {
        return as(tenant)
                .body(Map.of("subject", person, "email", "ada@example.com", "role", "VIEWER"))
                .post(path + "/members");
    }

    private Response token(TenantId tenant, String path) {
        return as(tenant).body(Map.of("name", "ci", "role", "VIEWER")).post(path + "/tokens");
    }

    private Response serviceAccount(TenantId tenant, String path) {
        return as(tenant).body(Map.of("name", "pipeline")).post(path + "/service-accounts");
    }

    private Response check(TenantId tenant, String path) {
        return as(tenant).body(Map.of("source", CHECK, "cases", CASES)).put(path + "/checks/no-default-vpc");
    }

    private static Set<String> operations() {
        Map<String, Map<String, Object>> paths = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        Set<String> operations = new TreeSet<>();
        paths.forEach((path, verbs) -> List.of("post", "put", "delete", "patch").stream()
                .filter(verbs::containsKey)
                .forEach(verb -> operations.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return operations;
    }
}
