package io.vigil.reports.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.TenantServiceDouble;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every operation that is no read leaves a row in the trail, in the name of who did it. The operations are read from the
 * document that the service makes of itself: a new one fails here until it is tried, or said to keep nothing.
 */
@QuarkusTest
@OnStack
class EveryWriteIT {
    private static final String MONDAYS = "0 7 * * MON";

    /** Operations that are asked by POST and keep nothing. */
    private static final Set<String> KEEP_NOTHING = Set.of(
            "POST /tenants/{tenant}/checks/dry-run",
            "POST /tenants/{tenant}/checks/{check}/dry-run",
            "POST /tenants/{tenant}/exceptions/preview",
            "POST /tenants/{tenant}/alert-rules/preview",
            "POST /subscription-links/look");

    /** Once in half a minute by each open page; what they come to is told with the sign-off. */
    private static final Set<String> ONLY_COUNTED = Set.of("POST /tenants/{tenant}/audits/{audit}/time");

    /** In the name of whoever got the link, who has no login: tried where links are. */
    private static final Set<String> BY_A_LINK =
            Set.of("POST /subscription-links/confirm", "POST /subscription-links/unsubscribe");

    record Write(String action, Function<TenantId, Response> act) {}

    @Inject
    Gateway gateway;

    @Inject
    AttestationWrites attestationWrites;

    @Inject
    TakeReport takeReport;

    @Inject
    ReadAudit audit;

    @Inject
    TenantTransaction transaction;

    private Map<String, Write> writes() {
        Map<String, Write> writes = new TreeMap<>();
        writes.put(
                "POST /tenants/{tenant}/reports",
                new Write(
                        "report.ordered",
                        tenant -> as(tenant).body(Map.of("format", "csv")).post("/tenants/" + tenant + "/reports")));
        writes.put("POST /tenants/{tenant}/subscriptions", new Write("subscription.created", this::subscribe));
        writes.put(
                "DELETE /tenants/{tenant}/subscriptions/{subscription}",
                new Write("subscription.ended", tenant -> as(tenant).delete(subscription(tenant))));
        writes.put(
                "POST /tenants/{tenant}/subscriptions/{subscription}/send-now",
                new Write("subscription.sent", tenant -> as(tenant).post(subscription(tenant) + "/send-now")));
        writes.put(
                "PUT /tenants/{tenant}/subscriptions/{subscription}",
                new Write(
                        "subscription.changed",
                        tenant -> as(tenant).body(asked()).put(subscription(tenant))));
        writes.put(
                "POST /tenants/{tenant}/subscriptions/{subscription}/recipients/{recipient}/confirmation",
                new Write("recipient.asked.again", tenant -> as(tenant).post(recipient(tenant) + "/confirmation")));
        writes.put(
                "DELETE /tenants/{tenant}/subscriptions/{subscription}/recipients/{recipient}",
                new Write("recipient.taken.out", tenant -> as(tenant).delete(recipient(tenant))));
        writes.put(
                "POST /tenants/{tenant}/subscriptions/{subscription}/deliveries/{delivery}/retry",
                new Write("delivery.retried", this::retry));
        writes.put(
                "POST /tenants/{tenant}/exceptions",
                new Write("exception.requested", tenant -> except(as(tenant), tenant)));
        writes.put(
                "POST /tenants/{tenant}/exceptions/{exception}/approve",
                new Write("exception.approved", tenant -> answer(tenant, asked(tenant, "user-9"), "approve")));
        writes.put(
                "POST /tenants/{tenant}/exceptions/{exception}/refuse",
                new Write("exception.refused", tenant -> answer(tenant, asked(tenant, "user-9"), "refuse")));
        writes.put(
                "POST /tenants/{tenant}/exceptions/{exception}/withdraw",
                new Write("exception.withdrawn", tenant -> answer(tenant, asked(tenant, "user-1"), "withdraw")));
        writes.put("POST /tenants/{tenant}/exceptions/{exception}/revoke", new Write("exception.revoked", tenant -> {
            String exception = asked(tenant, "user-9");
            gateway.as("user-8", Role.ADMIN, tenant)
                    .contentType(ContentType.JSON)
                    .post("/tenants/" + tenant + "/exceptions/" + exception + "/approve")
                    .then()
                    .statusCode(200);
            return answer(tenant, exception, "revoke");
        }));
        writes.putAll(attestationWrites.all());
        writes.put(
                "PUT /tenants/{tenant}/findings/{finding}/assignee",
                new Write("finding.assigned", tenant -> assign(tenant, finding(tenant))));
        writes.put("DELETE /tenants/{tenant}/findings/{finding}/assignee", new Write("finding.unassigned", tenant -> {
            String finding = finding(tenant);
            assign(tenant, finding).then().statusCode(204);
            return as(tenant).delete(finding + "/assignee");
        }));
        writes.put("POST /tenants/{tenant}/findings/assign", new Write("findings.assigned", tenant -> {
            finding(tenant);
            return as(tenant)
                    .body(Map.of("subject", TenantServiceDouble.VERA))
                    .post("/tenants/" + tenant + "/findings/assign?state=open");
        }));
        writes.put(
                "POST /tenants/{tenant}/findings/{finding}/comments",
                new Write("comment.written", tenant -> comment(tenant, finding(tenant))));
        writes.put(
                "DELETE /tenants/{tenant}/findings/{finding}/comments/{comment}",
                new Write("comment.deleted", tenant -> {
                    String finding = finding(tenant);
                    return as(tenant)
                            .delete(finding + "/comments/"
                                    + comment(tenant, finding).path("id"));
                }));
        writes.put(
                "POST /tenants/{tenant}/findings/{finding}/tickets",
                new Write("ticket.linked", tenant -> link(tenant, finding(tenant))));
        writes.put(
                "DELETE /tenants/{tenant}/findings/{finding}/tickets/{ticket}", new Write("ticket.unlinked", tenant -> {
                    String finding = finding(tenant);
                    return as(tenant)
                            .delete(finding + "/tickets/"
                                    + link(tenant, finding).path("id"));
                }));
        writes.putAll(ofAudits());
        new AlertWrites(gateway, transaction).putInto(writes);
        return writes;
    }

    private Map<String, Write> ofAudits() {
        String account = "/{audit}/accounts/{account}";
        return Map.of(
                "POST /tenants/{tenant}/audits",
                new Write("audit.opened", this::openAudit),
                "POST /tenants/{tenant}/audits/{audit}/unchanged",
                new Write("audit.unchanged.signed", tenant -> as(tenant).post(audit(tenant) + "/unchanged")),
                "POST /tenants/{tenant}/audits" + account + "/look",
                new Write("audit.account.looked", tenant -> as(tenant).post(audited(tenant) + "/look")),
                "PUT /tenants/{tenant}/audits" + account + "/note",
                new Write(
                        "audit.account.noted",
                        tenant -> as(tenant)
                                .body(Map.of("revision", 0, "note", "Known"))
                                .put(audited(tenant) + "/note")),
                "POST /tenants/{tenant}/audits" + account + "/sign-off",
                new Write(
                        "audit.account.signed",
                        tenant -> as(tenant).body(Map.of("revision", 0)).post(audited(tenant) + "/sign-off")));
    }

    private Response openAudit(TenantId tenant) {
        ScriptedRun.of(tenant)
                .says(ScriptedRun.PORTS, "sg-1", ScriptedRun.GROUP, Status.PASS)
                .records()
                .forEach(takeReport::take);
        return as(tenant).post("/tenants/" + tenant + "/audits");
    }

    private String audit(TenantId tenant) {
        return "/tenants/" + tenant + "/audits/"
                + openAudit(tenant).then().statusCode(201).extract().path("id");
    }

    /** Path of its account, in which nothing changed. */
    private String audited(TenantId tenant) {
        return audit(tenant) + "/accounts/111122223333";
    }

    private Response comment(TenantId tenant, String finding) {
        return as(tenant).body(Map.of("text", "Known")).post(finding + "/comments");
    }

    private Response link(TenantId tenant, String finding) {
        return as(tenant)
                .body(Map.of("key", "ABC-1", "url", "https://tracker.example/ABC-1"))
                .post(finding + "/tickets");
    }

    private Response assign(TenantId tenant, String finding) {
        return as(tenant).body(Map.of("subject", TenantServiceDouble.VERA)).put(finding + "/assignee");
    }

    /** Path of one that is open. */
    private String finding(TenantId tenant) {
        ScriptedRun.of(tenant)
                .says(ScriptedRun.PORTS, "sg-1", ScriptedRun.GROUP, Status.FAIL)
                .records()
                .forEach(takeReport::take);
        String findings = "/tenants/" + tenant + "/findings";
        return findings + "/" + as(tenant).get(findings).path("items[0].id");
    }

    private Response except(RequestSpecification as, TenantId tenant) {
        return as.contentType(ContentType.JSON)
                .body(Map.of(
                        "scope",
                        Map.of("check", ScriptedRun.PORTS.value()),
                        "reason",
                        "It is replaced in spring",
                        "control",
                        "Watched by the operators",
                        "endsAt",
                        Instant.now().plus(Duration.ofDays(30)).toString()))
                .post("/tenants/" + tenant + "/exceptions");
    }

    private String asked(TenantId tenant, String by) {
        return except(gateway.as(by, Role.OPERATOR, tenant), tenant)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Response answer(TenantId tenant, String exception, String how) {
        return as(tenant)
                .body(Map.of("note", "For a reason"))
                .post("/tenants/" + tenant + "/exceptions/" + exception + "/" + how);
    }

    @Test
    void everyOperationThatIsNoReadIsTriedHereOrKeepsNothing() {
        Set<String> known = new TreeSet<>(writes().keySet());
        known.addAll(KEEP_NOTHING);
        known.addAll(ONLY_COUNTED);
        known.addAll(BY_A_LINK);
        assertThat(known).containsExactlyInAnyOrderElementsOf(operations());
    }

    @Test
    void everyWriteIsInTheTrailInTheNameOfWhoDidIt() {
        writes().forEach((operation, write) -> {
            // Given
            TenantId tenant = ScriptedRun.newTenant();
            // When
            Response answer = write.act().apply(tenant);
            // Then
            assertThat(answer.statusCode())
                    .as(operation + " " + answer.asString())
                    .isLessThan(300);
            assertThat(audit.newest(tenant, 10))
                    .as(operation)
                    .filteredOn(entry -> entry.action().equals(write.action()))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.actor()).isEqualTo("user-1");
                        assertThat(entry.actorName()).isEqualTo("Ida");
                        assertThat(entry.role()).isEqualTo("ADMIN");
                        assertThat(entry.service()).isEqualTo("report-service");
                        assertThat(entry.subject()).isNotBlank();
                    });
            assertThat(audit.firstFault(tenant)).isEmpty();
        });
    }

    @Test
    void whatTheProviderReadsIsWrittenDownWhereItIsRead() {
        // Given
        TenantId tenant = ScriptedRun.newTenant();
        // When
        given().auth()
                .oauth2(gateway.token(new Caller(
                        "user-1",
                        Optional.of(tenant),
                        Role.MSP_ANALYST,
                        "Ida",
                        Optional.of(new Grant(new GrantId(new UUID(0, 9)), Grant.Kind.WORK)))))
                .get("/tenants/" + tenant + "/findings?severity=high")
                .then()
                .statusCode(200);
        gateway.asProvider(Role.MSP_VIEWER).get("/fleet").then().statusCode(200);
        // Then
        assertThat(audit.newest(tenant, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("tenant.read");
            assertThat(entry.subject()).isEqualTo("/findings");
        });
        assertThat(audit.newest(AuditTrail.PROVIDER, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("fleet.read");
            assertThat(entry.actorName()).isEqualTo("Mia");
        });
        gateway.asProvider(Role.MSP_ADMIN).get("/fleet/audit").then().statusCode(200);
        gateway.as(Role.AUDITOR, tenant)
                .get("/tenants/" + tenant + "/audit/reports/export?format=csv")
                .then()
                .statusCode(200);
    }

    private RequestSpecification as(TenantId tenant) {
        return gateway.as(Role.ADMIN, tenant).contentType(ContentType.JSON);
    }

    private Response subscribe(TenantId tenant) {
        return as(tenant).body(asked()).post("/tenants/" + tenant + "/subscriptions");
    }

    private static Map<String, Object> asked() {
        return Map.of(
                "name",
                "Weekly",
                "cron",
                MONDAYS,
                "zone",
                "Europe/Oslo",
                "recipients",
                List.of("ida@" + UUID.randomUUID() + ".example"),
                "formats",
                List.of("pdf"));
    }

    private String subscription(TenantId tenant) {
        return "/tenants/" + tenant + "/subscriptions/"
                + subscribe(tenant).then().statusCode(201).extract().path("id");
    }

    private String recipient(TenantId tenant) {
        String subscription = subscription(tenant);
        return subscription + "/recipients/" + as(tenant).get(subscription).path("recipients[0].id");
    }

    /** Of a mail that was given up. */
    private Response retry(TenantId tenant) {
        String subscription = subscription(tenant);
        UUID mail = UUID.randomUUID();
        transaction.run(tenant, handle -> {
            handle.execute("update subscription_recipient set state = 'CONFIRMED'");
            handle.createUpdate("""
                            with due as (
                              insert into subscription_period (tenant_id, subscription_id, period, claimed_at, asked_by)
                              select tenant_id, subscription_id, now(), now(), 'schedule' from subscription
                              where tenant_id = :tenant)
                            insert into delivery (tenant_id, delivery_id, subscription_id, recipient_id, recipient, state,
                                                  period, asked_at, due_at)
                            select tenant_id, :mail, subscription_id, recipient_id, address, 'FAILED', now(), now(), now()
                            from subscription_recipient where tenant_id = :tenant
                            """)
                    .bind("mail", mail)
                    .bind("tenant", tenant.value())
                    .execute();
        });
        return as(tenant).post(subscription + "/deliveries/" + mail + "/retry");
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
                .forEach(verb -> operations.add(verb.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }
}
