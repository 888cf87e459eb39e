package io.vigil.reports.ingest;

import io.vigil.tenancy.TenantErased;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tries again what failed for a passing reason, with growing pauses and without an end: the record must not be lost. */
@ApplicationScoped
public class Patience {
    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** SQLSTATE classes: connection, rolled back by a conflict, out of resources, lock not to be had, operator, system. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

    public void untilDone(String what, Runnable work) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                work.run();
                return;
            } catch (TenantErased gone) {
                LOG.infof("%s is dropped: %s", what, gone.getMessage());
                return;
            } catch (RuntimeException failed) {
                if (!isPassing(failed)) throw failed;
                LOG.warnf("%s waits %s for the database: %s", what, pause, failed.getMessage());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** True if the same work may succeed later, as far as the database's answer tells. */
    public static boolean isPassing(Throwable failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (!(cause instanceof SQLException refused)) continue;
            String state = refused.getSQLState();
            return state == null || PASSING.contains(state.substring(0, 2));
        }
        return false;
    }
}
