package io.vigil.tenants.audit;

import static io.vigil.tenants.audit.EveryWriteIT.write;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.audit.EveryWriteIT.Write;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.Keycloaks;
import java.util.Map;
import java.util.UUID;

/** The writes that concern who may come in, and by which login. */
final class IdentityWrites {
    private final Callers callers;
    private final Keycloaks keycloaks;
    private final String domain = UUID.randomUUID() + ".example";

    IdentityWrites(Callers callers, Keycloaks keycloaks) {
        this.callers = callers;
        this.keycloaks = keycloaks;
    }

    void putInto(Map<String, Write> writes) {
        String invitations = "/tenants/{tenant}/invitations";
        writes.put("POST " + invitations, write("invitation.made", this::invitation));
        writes.put(
                "POST " + invitations + "/{invitation}/resend",
                write(
                        "invitation.sent.again",
                        (tenant, path) -> as(tenant)
                                .post(path + "/invitations/"
                                        + invitation(tenant, path).path("id") + "/resend")));
        writes.put(
                "DELETE " + invitations + "/{invitation}",
                write(
                        "invitation.withdrawn",
                        (tenant, path) -> as(tenant)
                                .delete(path + "/invitations/"
                                        + invitation(tenant, path).path("id"))));
        putOwnLogin(writes);
    }

    private void putOwnLogin(Map<String, Write> writes) {
        String domains = "/tenants/{tenant}/email-domains";
        writes.put("POST " + domains, write("email-domain.asked", this::domain));
        writes.put("DELETE " + domains + "/{domain}", write("email-domain.removed", (tenant, path) -> {
            domain(tenant, path);
            return as(tenant).delete(path + "/email-domains/" + domain);
        }));
        writes.put("POST " + domains + "/{domain}/verify", write("email-domain.verified", (tenant, path) -> {
            domain(tenant, path);
            return callers.outside(Role.MSP_ADMIN, tenant).post(path + "/email-domains/" + domain + "/verify");
        }));
        String provider = "/tenants/{tenant}/identity-provider";
        writes.put("PUT " + provider, write("identity-provider.attached", this::provider));
        writes.put("DELETE " + provider, write("identity-provider.detached", (tenant, path) -> {
            provider(tenant, path);
            return as(tenant).delete(path + "/identity-provider");
        }));
    }

    private RequestSpecification as(TenantId tenant) {
        return callers.as(Role.ADMIN, tenant);
    }

    private Response invitation(TenantId tenant, String path) {
        return as(tenant)
                .body(Map.of("email", UUID.randomUUID() + "@example.com", "role", "VIEWER"))
                .post(path + "/invitations");
    }

    private Response domain(TenantId tenant, String path) {
        return as(tenant).body(Map.of("domain", domain)).post(path + "/email-domains");
    }

    private Response provider(TenantId tenant, String path) {
        keycloaks.awaits(tenant, "IN_STEP");
        return as(tenant)
                .body(Map.of(
                        "kind",
                        "OIDC",
                        "name",
                        "Home",
                        "address",
                        keycloaks.realm(),
                        "clientId",
                        "vigil",
                        "clientSecret",
                        "of the login at home"))
                .put(path + "/identity-provider");
    }
}
