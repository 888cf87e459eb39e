package io.vigil.tenants.ledger;

import io.vigil.tenancy.TenantErased;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jboss.logging.Logger;

/** Tries again for as long as it is the database that is away: an event must not become a dead letter for that. */
@Singleton
public class DatabasePatience {
    private static final Logger LOG = Logger.getLogger(DatabasePatience.class);

    /** SQLSTATE classes: connection, resources, operator intervention, rolled back by another transaction. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "40");

    private final LedgerConfig config;

    DatabasePatience(LedgerConfig config) {
        this.config = config;
    }

    public void run(Runnable work) throws InterruptedException {
        while (true) {
            try {
                work.run();
                return;
            } catch (TenantErased gone) {
                LOG.infof("an event is dropped: %s", gone.getMessage());
                return;
            } catch (RuntimeException failed) {
                if (!passes(failed)) throw failed;
                LOG.warnf(failed, "the database does not take an event; next try in %s", config.databaseRetry());
                Thread.sleep(config.databaseRetry());
            }
        }
    }

    private static boolean passes(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) return true;
            if (cause instanceof SQLException sql
                    && (sql.getSQLState() == null
                            || (sql.getSQLState().length() == 5
                                    && PASSING.contains(sql.getSQLState().substring(0, 2))))) return true;
        }
        return false;
    }
}
