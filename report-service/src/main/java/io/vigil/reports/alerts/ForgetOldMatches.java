package io.vigil.reports.alerts;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Deletes claims that nothing can ask for any more. */
@ApplicationScoped
public class ForgetOldMatches {
    /** An act is looked through within seconds, at worst after an outage. */
    private static final Duration OF_ACTS = Duration.ofDays(30);

    /** Longer than an exception can be in force. */
    private static final Duration OF_TIME = Duration.ofDays(400);

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final InstantSource clock;

    ForgetOldMatches(PlatformTransaction platform, TenantTransaction transaction, InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void forget() {
        Instant now = clock.instant();
        List<TenantId> tenants = platform.call(
                handle -> handle.createQuery("select tenant_id from tenant_directory t where " + Closings.STILL_THERE)
                        .mapTo(UUID.class)
                        .map(TenantId::new)
                        .list());
        for (TenantId tenant : tenants)
            transaction.runUnlessErased(
                    tenant,
                    handle -> handle.createUpdate("""
                            delete from alert_match m using alert_rule r where m.tenant_id = :tenant and r.tenant_id = m.tenant_id
                              and r.rule_id = m.rule_id and m.delivery_id is not null
                              and m.at < case when r.trigger = 'FINDING_CHANGED' then :acts::timestamptz else :time::timestamptz end
                            """)
                            .bind("tenant", tenant.value())
                            .bind("acts", now.minus(OF_ACTS))
                            .bind("time", now.minus(OF_TIME))
                            .execute());
    }
}
