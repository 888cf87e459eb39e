package io.vigil.tenants.audit;

import static io.vigil.tenants.audit.EveryWriteIT.provider;

import io.restassured.response.Response;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenants.audit.EveryWriteIT.Done;
import io.vigil.tenants.audit.EveryWriteIT.Write;
import io.vigil.tenants.test.Callers;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;

/** The writes that let a customer go. */
final class OffboardingWrites {
    private final Callers callers;
    private final PlatformTransaction platform;

    OffboardingWrites(Callers callers) {
        this.callers = callers;
        this.platform = CDI.current().select(PlatformTransaction.class).get();
    }

    void putInto(Map<String, Write> writes) {
        String at = "/tenants/{tenant}/offboarding";
        writes.put("POST " + at, new Write("offboarding.started", tenant -> new Done(tenant, offboarding(tenant))));
        writes.put("DELETE " + at, new Write("offboarding.cancelled", tenant -> {
            offboarding(tenant);
            return new Done(
                    tenant, callers.outside(Role.MSP_ADMIN, tenant).delete("/tenants/" + tenant + "/offboarding"));
        }));
        // nobody reads the customer's own trail any more
        writes.put("POST " + at + "/erase", new Write("offboarding.erasure.ordered", tenant -> {
            String slug = offboarding(tenant).path("slug");
            platform.run(handle -> handle.execute(
                    "update offboarding set state = 'EXPORTED', exported_at = 'epoch', erase_from = 'epoch' where tenant_id = ?",
                    tenant.value()));
            return provider(callers.outside(Role.MSP_ADMIN, tenant)
                    .body(Map.of("slug", slug))
                    .post("/tenants/" + tenant + "/offboarding/erase"));
        }));
    }

    private Response offboarding(TenantId tenant) {
        String slug = callers.as(Role.ADMIN, tenant).get("/tenants/" + tenant).path("slug");
        return callers.outside(Role.MSP_ADMIN, tenant)
                .body(Map.of("slug", slug, "reason", "The contract ends"))
                .post("/tenants/" + tenant + "/offboarding");
    }
}
