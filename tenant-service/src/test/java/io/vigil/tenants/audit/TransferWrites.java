package io.vigil.tenants.audit;

import static io.vigil.tenants.audit.EveryWriteIT.write;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.audit.EveryWriteIT.Write;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.World;
import java.util.Map;

/** The writes by which an account goes from one customer to another. */
final class TransferWrites {
    private final Callers callers;
    private final World world;

    TransferWrites(Callers callers, World world) {
        this.callers = callers;
        this.world = world;
    }

    void putInto(Map<String, Write> writes) {
        String at = "/tenants/{tenant}/accounts";
        writes.put("POST " + at + "/{account}/transfer", write("account.offered", this::offered));
        writes.put("DELETE " + at + "/{account}/transfer", write("account.offer.withdrawn", (tenant, path) -> {
            AccountId account = world.account(tenant);
            offered(tenant, account, "somebody-else");
            return as(tenant).delete(path + "/accounts/" + account + "/transfer");
        }));
        writes.put("POST " + at + "/transfers", write("account.connected", (tenant, path) -> {
            TenantId giver = world.tenant();
            AccountId account = world.account(giver);
            String slug = as(tenant).get(path).path("slug");
            String code = offered(giver, account, slug).path("code");
            return as(tenant)
                    .body(Map.of("code", code, "connect", Map.of("account", account.value())))
                    .post(path + "/accounts/transfers");
        }));
    }

    private Response offered(TenantId tenant, String path) {
        return offered(tenant, world.account(tenant), "somebody-else");
    }

    private Response offered(TenantId tenant, AccountId account, String customer) {
        return as(tenant)
                .body(Map.of("customer", customer))
                .post("/tenants/" + tenant + "/accounts/" + account + "/transfer");
    }

    private RequestSpecification as(TenantId tenant) {
        return callers.as(Role.ADMIN, tenant);
    }
}
