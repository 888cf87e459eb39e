package io.vigil.reports.changes;

import io.vigil.contracts.Retention;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Drops the months of the log of changes that no retention keeps, with their counts for the fleet. */
@ApplicationScoped
public class DropOldLog {
    private static final Logger LOG = Logger.getLogger(DropOldLog.class);

    private final PlatformTransaction platform;
    private final InstantSource clock;

    DropOldLog(PlatformTransaction platform, InstantSource clock) {
        this.platform = platform;
        this.clock = clock;
    }

    /** Returns how many partitions went. */
    public int drop() {
        Instant now = clock.instant();
        return platform.call(handle -> {
            int dropped = handle.createQuery("select drop_transition_partitions(:now)")
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .mapTo(Integer.class)
                    .one();
            int counts = handle.createUpdate(
                            """
                            delete from fleet_change c where c.at < KEPT_SINCE
                            """.replace("KEPT_SINCE", KeptLog.since(RecordTransitions.MONTHS.formatted("c.tenant_id"))))
                    .bind("retention", Retention.DEFAULT.months())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
            if (dropped + counts > 0)
                LOG.infof("the log of changes lost what nobody keeps: partitions=%d counts=%d", dropped, counts);
            return dropped;
        });
    }
}
