package io.vigil.tenants.test;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One person of the provider, as tenant-service knows it. */
public final class Staff {
    private final Callers callers;
    private final String subject = UUID.randomUUID().toString();
    private final Role role;

    private Staff(Callers callers, Role role) {
        this.callers = callers;
        this.role = role;
    }

    public static Staff hired(Callers callers, Role role) {
        Staff staff = new Staff(callers, role);
        staff.becomes(role).then().statusCode(201);
        return staff;
    }

    public String subject() {
        return subject;
    }

    public Response becomes(Role other) {
        return callers.provider(Role.MSP_ADMIN)
                .body(Map.of("subject", subject, "email", "nadia@lanternfield.example", "role", other.name()))
                .post("/msp/members");
    }

    public Response leaves() {
        return callers.provider(Role.MSP_ADMIN).delete("/msp/members/{subject}", subject);
    }

    public Caller outside(TenantId tenant) {
        return new Caller(subject, Optional.of(tenant), role, "Nadia Verhoeven");
    }

    public Caller inside(TenantId tenant, GrantId grant, Grant.Kind kind) {
        return new Caller(subject, Optional.of(tenant), role, "Nadia Verhoeven", Optional.of(new Grant(grant, kind)));
    }

    public RequestSpecification at(TenantId tenant) {
        return callers.as(outside(tenant));
    }

    /** @param duration ISO 8601; empty for the usual */
    public Response asks(TenantId tenant, String reason, String duration) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", reason, "ticket", "OPS-17"));
        if (!duration.isEmpty()) body.put("duration", duration);
        return at(tenant).body(body).post("/tenants/{tenant}/grants", tenant.toString());
    }

    public GrantId enters(TenantId tenant) {
        return GrantId.of(asks(tenant, "A customer's question", "")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** What the gateway is told: by which grants of the tenant this person is inside, right now. */
    public List<String> grantsIn(TenantId tenant) {
        JsonPath told = callers.worker(Optional.empty())
                .queryParam("subject", subject)
                .get("/permissions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return told.getList("grants.findAll { it.tenant == '%s' }.kind".formatted(tenant));
    }
}
