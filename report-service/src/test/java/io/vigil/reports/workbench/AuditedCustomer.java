package io.vigil.reports.workbench;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer with two accounts, and the people who audit them. */
@Dependent
class AuditedCustomer {
    static final AccountId ONE = new AccountId("111122223333");
    static final AccountId OTHER = new AccountId("444455556666");
    static final String ANN = "ann-who-audits";
    static final String BEN = "ben-who-audits";

    final TenantId tenant = ScriptedRun.newTenant();
    final String at = "/tenants/" + tenant + "/audits";

    private final Gateway gateway;
    private final TakeReport takeReport;
    private final TenantTransaction tenants;

    AuditedCustomer(Gateway gateway, TakeReport takeReport, TenantTransaction tenants) {
        this.gateway = gateway;
        this.takeReport = takeReport;
        this.tenants = tenants;
    }

    /** The groups sg-0, sg-1 … are what is said of them. */
    void scan(AccountId account, Status... groups) {
        scan(account, Instant.now(), groups);
    }

    void scan(AccountId account, Instant seen, Status... groups) {
        ScriptedRun run = new ScriptedRun(tenant, account).at(seen);
        for (int i = 0; i < groups.length; i++) run.says(PORTS, "sg-" + i, GROUP, groups[i]);
        run.records().forEach(takeReport::take);
    }

    RequestSpecification request(String who) {
        return gateway.as(who, Role.AUDITOR, tenant);
    }

    Response post(String who, String below, Map<String, ?> body) {
        return gateway.as(who, Role.AUDITOR, tenant)
                .contentType(ContentType.JSON)
                .body(body)
                .post(at + below);
    }

    /** The id of the audit that is open then. */
    String open() {
        Response answer = post(ANN, "", Map.of());
        answer.then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));
        return answer.path("id");
    }

    Response look(String who, String audit, AccountId account) {
        return post(who, "/" + audit + "/accounts/" + account + "/look", Map.of());
    }

    Response sign(String who, String audit, AccountId account, int revision) {
        return post(who, "/" + audit + "/accounts/" + account + "/sign-off", Map.of("revision", revision));
    }

    /** Looks at the account and signs it off as it is found. */
    Response lookAndSign(String who, String audit, AccountId account) {
        Response found = look(who, audit, account);
        found.then().statusCode(200);
        return sign(who, audit, account, found.path("revision"));
    }

    Response note(String who, String audit, AccountId account, int revision, String note) {
        return gateway.as(who, Role.AUDITOR, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("revision", revision, "note", note))
                .put(at + "/" + audit + "/accounts/" + account + "/note");
    }

    Response beat(String who, String audit, @Nullable AccountId account) {
        return post(who, "/" + audit + "/time", account == null ? Map.of() : Map.of("account", account.value()));
    }

    /** An audit in which everything is looked at and signed off now. */
    String audited() {
        String audit = open();
        for (AccountId account : List.of(ONE, OTHER))
            lookAndSign(ANN, audit, account).then().statusCode(200);
        return audit;
    }

    JsonPath get(String below) {
        return gateway.as(ANN, Role.VIEWER, tenant)
                .get(at + below)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    JsonPath account(String audit, AccountId account) {
        return get("/" + audit + "/accounts/" + account);
    }

    /** Such as {@code sg-0 [CHANGED] [OPENED]}. */
    List<String> items(String audit, AccountId account) {
        List<String> items = new ArrayList<>();
        for (Map<String, Object> item : account(audit, account).<Map<String, Object>>getList("items"))
            items.add(item.get("resource") + " " + item.get("kinds") + " " + item.get("transitions"));
        return items;
    }

    void sql(String statement) {
        tenants.run(tenant, handle -> handle.execute(statement));
    }

    List<String> strings(String sql) {
        return tenants.call(
                tenant, handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
