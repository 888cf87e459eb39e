package io.vigil.tenants.admission;

import io.vigil.contracts.TenantId;
import java.util.HashMap;
import java.util.Map;

/**
 * The virtual clock of one class of scans (start-time fair queueing): each unit costs its tenant one tick, the tenant that
 * is furthest behind is next, and who was away starts at the clock instead of calling in what it did not use.
 */
final class Turns {
    private static final long COST = 1;

    private final Map<TenantId, Long> served;
    private long clock;

    Turns(long clock, Map<TenantId, Long> served) {
        this.clock = clock;
        this.served = new HashMap<>(served);
    }

    /** When the tenant's next unit starts on the virtual clock; the smallest is next. */
    long startOf(TenantId tenant) {
        return Math.max(clock, served.getOrDefault(tenant, 0L));
    }

    void serve(TenantId tenant) {
        long start = startOf(tenant);
        clock = start;
        served.put(tenant, start + COST);
    }

    long clock() {
        return clock;
    }

    long servedOf(TenantId tenant) {
        return served.getOrDefault(tenant, 0L);
    }
}
