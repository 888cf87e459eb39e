package io.vigil.reports.changes;

import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.ExceptionsLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Where a tenant's log of changes lies: among those that are kept as long. */
@ApplicationScoped
public class KeptLog {
    private static final Logger LOG = Logger.getLogger(KeptLog.class);

    private final InstantSource clock;

    KeptLog(InstantSource clock) {
        this.clock = clock;
    }

    /** The first moment that is kept at {@code :now}, as SQL; whole months go. */
    static String since(String months) {
        return "date_trunc('month', :now at time zone 'UTC' - make_interval(months => %s)) at time zone 'UTC'"
                .formatted(months);
    }

    /** Keeps folds from writing to where the log was; before the new retention is kept. */
    public void begin(Handle handle, TenantId tenant) {
        ExceptionsLock.alone(handle, tenant);
    }

    /** Brings the log there; what is older than it is kept is gone. */
    public void move(Handle handle, TenantId tenant, Retention retention) {
        int gone = handle.createUpdate("""
                        delete from finding_transition
                        where tenant_id = :tenant and retention_months <> :months and at < KEPT_SINCE
                        """.replace("KEPT_SINCE", since(":months")))
                .bind("tenant", tenant.value())
                .bind("months", retention.months())
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        int moved = handle.createUpdate("""
                        update finding_transition set retention_months = :months
                        where tenant_id = :tenant and retention_months <> :months
                        """)
                .bind("tenant", tenant.value())
                .bind("months", retention.months())
                .execute();
        if (gone + moved > 0)
            LOG.infof(
                    "the log of changes is kept for %d months tenant=%s moved=%d gone=%d",
                    retention.months(), tenant, moved, gone);
    }
}
