package io.vigil.reports.changes;

import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.ExceptionsLock;
import io.vigil.tenancy.Problem;
import org.jdbi.v3.core.Handle;

/**
 * Parts a tenant's log of changes into what is written down and what comes later. The moments in the log are when things were
 * seen, which may be days before a slow scan is taken over; its numbers are in the order in which acts are written.
 */
public final class CutLog {
    /** How long before its writing something may have been seen, with a day for clocks that differ. */
    public static final int SEEN_DAYS_BEFORE = 9;

    private CutLog() {}

    /**
     * The number by which the log is cut. Every act with a lower one is committed and can be read, every later one has a higher
     * one; whoever moves findings waits until the transaction ends.
     *
     * @throws Problem 503 when a large scan is being taken over for longer than anybody waits
     */
    public static long cut(Handle handle, TenantId tenant) {
        ExceptionsLock.aloneSoon(handle, tenant);
        return next(handle);
    }

    static long next(Handle handle) {
        return handle.createQuery("select nextval('transition_seq')")
                .mapTo(Long.class)
                .one();
    }
}
