package io.vigil.tenants.invitations;

import static org.hamcrest.Matchers.is;

import io.restassured.response.Response;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.Keycloaks;
import io.vigil.tenants.test.Mailbox;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A customer whose administrator invites people. */
abstract class AnInviter {
    /** As {@link Callers#as} speaks. */
    static final String INVITER = "ADMIN-subject";

    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Keycloaks keycloaks;

    @Inject
    Mailbox mailbox;

    @Inject
    ReadAudit audit;

    @Inject
    TurnableClock clock;

    TenantId tenant;
    final String address = "p" + UUID.randomUUID() + "@example.com";

    @BeforeEach
    void aCustomerWithAnAdministrator() {
        tenant = world.tenant();
        member(INVITER, "boss@example.com", "ADMIN").then().statusCode(201);
    }

    Response member(String subject, String email, String role) {
        return callers.as(Role.ADMIN, tenant)
                .body(Map.of("subject", subject, "email", email, "role", role))
                .post("/tenants/" + tenant + "/members");
    }

    Response invite(String email, String role) {
        return callers.as(Role.ADMIN, tenant)
                .body(Map.of("email", email, "role", role))
                .post("/tenants/" + tenant + "/invitations");
    }

    String invited(String role) {
        invite(address, role).then().statusCode(201).body("state", is("OPEN"));
        return Mailbox.secret(mailbox.awaits(address, 1));
    }
}
