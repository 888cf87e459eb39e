package io.vigil.reports.exceptions;

import static io.vigil.reports.ScriptedRun.DEFAULT_GROUP;
import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.FoldRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A customer with two accounts and the people who ask, approve and look. */
@Dependent
class ExceptedAccounts {
    static final AccountId ONE = new AccountId("111122223333");
    static final AccountId OTHER = new AccountId("444455556666");
    static final String OSCAR = "oscar-who-operates";
    static final String ADA = "ada-who-administers";

    final TenantId tenant = ScriptedRun.newTenant();
    final String at = "/tenants/" + tenant + "/exceptions";

    private final Gateway gateway;
    private final TakeReport takeReport;
    private final TenantTransaction tenants;

    ExceptedAccounts(Gateway gateway, TakeReport takeReport, TenantTransaction tenants) {
        this.gateway = gateway;
        this.takeReport = takeReport;
        this.tenants = tenants;
    }

    /** {@code sg-1} fails both checks, {@code sg-2} one, {@code sg-3} none. */
    FoldRun.Folded scan(AccountId account) {
        return take(run(account)
                .says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(DEFAULT_GROUP, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.FAIL)
                .says(PORTS, "sg-3", GROUP, Status.PASS));
    }

    ScriptedRun run(AccountId account) {
        return new ScriptedRun(tenant, account);
    }

    FoldRun.Folded take(ScriptedRun run) {
        return run.records().stream()
                .map(takeReport::take)
                .filter(TakeReport.Outcome.Folded.class::isInstance)
                .map(outcome -> ((TakeReport.Outcome.Folded) outcome).fold())
                .findFirst()
                .orElseThrow();
    }

    static Map<String, Object> check() {
        return Map.of("check", PORTS.value());
    }

    Map<String, Object> wish(Map<String, Object> scope, Duration life) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("scope", scope);
        wish.put("reason", "It is replaced in spring");
        wish.put("control", "Watched by the operators");
        wish.put("endsAt", Instant.now().plus(life).toString());
        return wish;
    }

    Response ask(String who, Role role, Map<String, Object> wish) {
        return gateway.as(who, role, tenant)
                .contentType(ContentType.JSON)
                .body(wish)
                .post(at);
    }

    String asked(Map<String, Object> scope, Duration life) {
        return ask(OSCAR, Role.OPERATOR, wish(scope, life))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    Response answer(String who, Role role, String id, String how) {
        return gateway.as(who, role, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("note", "Because of it"))
                .post(at + "/" + id + "/" + how);
    }

    String inForce(Map<String, Object> scope, Duration life) {
        String id = asked(scope, life);
        answer(ADA, Role.ADMIN, id, "approve").then().statusCode(200);
        return id;
    }

    ValidatableResponse get(String path) {
        return gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/" + path)
                .then()
                .statusCode(200);
    }

    String state(String id) {
        return get("exceptions/" + id).extract().path("state");
    }

    /** Such as {@code 111122223333 sg-1 OPEN -}, of the ports' check. */
    List<String> states() {
        return strings("""
                select account || ' ' || resource || ' ' || state || ' ' || coalesce(resolution, '-')
                from finding where check_id = '%s' order by 1
                """.formatted(PORTS));
    }

    List<String> strings(String sql) {
        return tenants.call(
                tenant, handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /** As if so much time had passed since everything that was done with exceptions; the others' clock goes on as it does. */
    void pass(Duration time) {
        tenants.run(tenant, handle -> {
            handle.createUpdate("""
                            update exception set ends_at = ends_at - :time * interval '1 millisecond',
                              requested_at = requested_at - :time * interval '1 millisecond',
                              approved_at = approved_at - :time * interval '1 millisecond'
                            """).bind("time", time.toMillis()).execute();
            handle.createUpdate("""
                            update scheduled_tasks set execution_time = execution_time - :time * interval '1 millisecond'
                            where task_name = 'exception' and task_instance like :tenant || '/%' and not picked
                            """)
                    .bind("time", time.toMillis())
                    .bind("tenant", tenant.toString())
                    .execute();
        });
    }
}
