package io.vigil.tenants.offboarding;

import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantClosing.Step;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.TenantPartClosed;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.Wire;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes a customer through its off-boarding, as the provider's administrator and as report-service. */
@Singleton
public class Leaving {
    static final AuditHead REPORTS_HEAD = new AuditHead(7, "a".repeat(64));

    private final Callers callers;
    private final Wire wire;
    private final PlatformTransaction platform;

    Leaving(Callers callers, Wire wire, PlatformTransaction platform) {
        this.callers = callers;
        this.wire = wire;
        this.platform = platform;
    }

    public Response start(TenantId tenant) {
        return callers.outside(Role.MSP_ADMIN, tenant)
                .body(Map.of("slug", slug(tenant), "reason", "The contract ends"))
                .post("/tenants/{t}/offboarding", tenant.toString());
    }

    Response cancel(TenantId tenant) {
        return callers.outside(Role.MSP_ADMIN, tenant).delete("/tenants/{t}/offboarding", tenant.toString());
    }

    Response erase(TenantId tenant, String slug) {
        return callers.outside(Role.MSP_ADMIN, tenant)
                .body(Map.of("slug", slug))
                .post("/tenants/{t}/offboarding/erase", tenant.toString());
    }

    void exported(TenantId tenant) {
        exported(tenant, /* waited */ true);
    }

    /** report-service makes its files. */
    void exported(TenantId tenant, boolean waited) {
        wire.say(part(tenant, "report-service", Step.FREEZE, 1));
        await().atMost(Duration.ofSeconds(40)).until(() -> state(tenant).equals("EXPORTED"));
        if (waited) waited(tenant);
    }

    void waited(TenantId tenant) {
        platform.run(handle -> handle.execute(
                "update offboarding set erase_from = ? where tenant_id = ?", Instant.EPOCH, tenant.value()));
    }

    /** The second decision is taken, and report-service deletes what it has. */
    void erased(TenantId tenant) {
        erase(tenant, slug(tenant)).then().statusCode(202);
        wire.awaits(TenantClosing.class, told -> told.tenant().equals(tenant) && told.step() == Step.ERASE);
        wire.say(part(tenant, "report-service", Step.ERASE, 2));
        await().atMost(Duration.ofSeconds(40)).until(() -> state(tenant).equals("ERASED"));
    }

    static TenantPartClosed part(TenantId tenant, String service, Step step, long revision) {
        return new TenantPartClosed(
                tenant,
                service,
                step,
                revision,
                step == Step.FREEZE
                        ? List.of(new TenantPartClosed.File(new UUID(0, 3), "all.pdf", 5, "b".repeat(64)))
                        : List.of(),
                step == Step.ERASE ? Map.of("finding", 3L) : Map.of(),
                REPORTS_HEAD,
                Instant.EPOCH);
    }

    String state(TenantId tenant) {
        return platform.call(handle -> handle.createQuery("select state from offboarding where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .orElse(""));
    }

    String slug(TenantId tenant) {
        return platform.call(handle -> handle.createQuery("""
                        select slug from tenant where tenant_id = :tenant
                        union select slug from offboarding where tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .one());
    }
}
