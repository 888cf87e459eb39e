package io.vigil.reports.exceptions;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Folds of a tenant go on beside each other; what changes its exceptions goes on alone. So no finding begins to fail unseen
 * while an exception is approved, and none is excepted by one that is being revoked.
 */
public final class ExceptionsLock {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration PATIENCE_OF_PEOPLE = Duration.ofSeconds(20);

    private ExceptionsLock() {}

    /** Until the transaction ends; taken before a finding is written. */
    public static void shared(Handle handle, TenantId tenant) {
        take(handle, tenant, "pg_advisory_xact_lock_shared");
    }

    /** As the other, when no fold is going on, nor begins. */
    public static void alone(Handle handle, TenantId tenant) {
        take(handle, tenant, "pg_advisory_xact_lock");
    }

    /** @throws Problem 503 when a large scan is being taken over for longer than anybody waits */
    public static void aloneSoon(Handle handle, TenantId tenant) {
        handle.execute("set local lock_timeout = " + PATIENCE_OF_PEOPLE.toMillis());
        try {
            alone(handle, tenant);
        } catch (UnableToExecuteStatementException late) {
            if (late.getCause() instanceof SQLException cause && LOCK_NOT_AVAILABLE.equals(cause.getSQLState()))
                throw Problem.unavailable("a scan of this customer is being taken over; try again in a minute");
            throw late;
        }
        handle.execute("set local lock_timeout = 0");
    }

    private static void take(Handle handle, TenantId tenant, String lock) {
        handle.createQuery("select 1 from (select " + lock + "(hashtextextended(:key, 0))) locked")
                .bind("key", "exceptions " + tenant)
                .mapTo(Integer.class)
                .one();
    }
}
