package io.vigil.reports.attestations;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.ScriptedRun;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A customer with two accounts and the people who attest, approve and look. */
@Dependent
public class Attested {
    public static final String FRAMEWORK = "cis-aws-foundations-7.0";

    /** That the management account runs no workloads: no API shows it. */
    public static final String REQUIREMENT = "2.1.3";

    static final String OF_CHECKS = "2.1.1";
    public static final AccountId ONE = new AccountId("111122223333");
    public static final AccountId OTHER = new AccountId("444455556666");
    public static final String OSCAR = "oscar-who-operates";
    public static final String ADA = "ada-who-administers";
    public static final byte[] PDF = "%PDF-1.7\nwhat shows it\n".getBytes(StandardCharsets.UTF_8);

    public final TenantId tenant = ScriptedRun.newTenant();
    final String at = "/tenants/" + tenant + "/attestations";

    private final Gateway gateway;
    private final TenantTransaction tenants;

    Attested(Gateway gateway, TenantTransaction tenants) {
        this.gateway = gateway;
        this.tenants = tenants;
    }

    public void connect(AccountId account) {
        tenants.run(
                tenant,
                handle -> handle.execute(
                        "insert into account values (?, ?, 'A', '{}', true, 1)", tenant.value(), account.value()));
    }

    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    public Map<String, Object> word(String requirement, LocalDate until) {
        Map<String, Object> word = new HashMap<>();
        word.put("framework", FRAMEWORK);
        word.put("requirement", requirement);
        word.put("statement", "We looked at the management account: it runs nothing");
        word.put("validUntil", until.toString());
        return word;
    }

    Response attest(String who, Role role, Map<String, Object> word) {
        return gateway.as(who, role, tenant)
                .contentType(ContentType.JSON)
                .body(word)
                .post(at);
    }

    public String waiting(LocalDate until) {
        return waiting(word(REQUIREMENT, until));
    }

    String waiting(Map<String, Object> word) {
        return attest(OSCAR, Role.OPERATOR, word)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public Response add(String who, Role role, String id, String name, byte[] content) {
        return gateway.as(who, role, tenant)
                .contentType("application/octet-stream")
                .queryParam("name", name)
                .body(content)
                .post(at + "/" + id + "/evidence");
    }

    public String added(String id, String name, byte[] content) {
        return add(OSCAR, Role.OPERATOR, id, name, content)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    Response answer(String who, Role role, String id, String how, Map<String, Object> body) {
        return gateway.as(who, role, tenant)
                .contentType(ContentType.JSON)
                .body(body)
                .post(at + "/" + id + "/" + how);
    }

    public Response answer(String who, Role role, String id, String how) {
        return answer(who, role, id, how, Map.of("note", "Because of it"));
    }

    public String inForce(LocalDate until) {
        return inForce(word(REQUIREMENT, until));
    }

    public String inForce(Map<String, Object> word) {
        String id = waiting(word);
        answer(ADA, Role.ADMIN, id, "approve").then().statusCode(200);
        return id;
    }

    public String inForceOf(AccountId account) {
        Map<String, Object> word = word(REQUIREMENT, today());
        word.put("account", account.value());
        return inForce(word);
    }

    public ValidatableResponse get(String path) {
        return gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/" + path)
                .then()
                .statusCode(200);
    }

    List<String> strings(String sql) {
        return tenants.call(
                tenant, handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /** As if so many days had passed since everything that was attested. */
    public void pass(int days) {
        tenants.run(tenant, handle -> {
            handle.createUpdate("""
                            update attestation set valid_until = valid_until - :days,
                              ends_at = (valid_until - :days + 1)::timestamp at time zone 'UTC',
                              requested_at = requested_at - :days * interval '1 day',
                              approved_at = approved_at - :days * interval '1 day'
                            """).bind("days", days).execute();
        });
    }
}
