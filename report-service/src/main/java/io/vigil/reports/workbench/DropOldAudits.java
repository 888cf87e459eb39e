package io.vigil.reports.workbench;

import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Deletes signed audits that are older than their tenant's retention, whole; the newest one stays, since the next begins where
 * it ended. The database refuses to delete any other.
 */
@ApplicationScoped
public class DropOldAudits {
    private static final Logger LOG = Logger.getLogger(DropOldAudits.class);

    private final PlatformTransaction platform;
    private final TenantTransaction tenants;
    private final InstantSource clock;

    private record Old(TenantId tenant, UUID audit) {}

    DropOldAudits(PlatformTransaction platform, TenantTransaction tenants, InstantSource clock) {
        this.platform = platform;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Returns how many went. */
    public int drop() {
        Instant now = clock.instant();
        List<Old> old = platform.call(handle -> handle.createQuery("""
                        select a.tenant_id, a.audit_id from fleet_audit a left join tenant_directory t using (tenant_id)
                        where a.signed_at < :now::timestamptz - make_interval(months => coalesce(t.retention_months, :retention)::int)
                          and exists (select from fleet_audit n where n.tenant_id = a.tenant_id and n.signed_at > a.signed_at)
                        order by a.tenant_id, a.signed_at
                        """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("retention", Retention.DEFAULT.months())
                .map((row, context) -> new Old(
                        new TenantId(row.getObject("tenant_id", UUID.class)), row.getObject("audit_id", UUID.class)))
                .list());
        old.forEach(each -> tenants.runUnlessErased(each.tenant(), handle -> delete(handle, each)));
        if (!old.isEmpty()) LOG.infof("audits that nobody keeps are gone: %d", old.size());
        return old.size();
    }

    private static void delete(Handle handle, Old old) {
        for (String table : new String[] {
            "weekly_audit_item", "weekly_audit_time", "weekly_audit_account", "weekly_audit", "fleet_audit"
        })
            handle.createUpdate("delete from " + table + " where tenant_id = :tenant and audit_id = :audit")
                    .bind("tenant", old.tenant().value())
                    .bind("audit", old.audit())
                    .execute();
    }
}
