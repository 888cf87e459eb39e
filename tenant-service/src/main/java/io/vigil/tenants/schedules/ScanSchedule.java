package io.vigil.tenants.schedules;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * When which accounts are scanned by themselves.
 *
 * @param owner the tenant, or {@link AuditTrail#PROVIDER}
 * @param accounts empty for all of the tenant
 * @param enabled a paused one is never due
 */
record ScanSchedule(
        TenantId owner,
        UUID id,
        String name,
        Timetable timetable,
        List<AccountId> accounts,
        Misfire misfire,
        boolean enabled,
        Instant createdAt,
        String createdBy) {

    /** What happens when it could not be served in time. */
    enum Misfire {
        /** Served once, late; of several times that were missed only the latest. */
        ONCE,
        /** Left out. */
        SKIP
    }

    /** For whom it is made. The narrowest level that has schedules for an account decides about it. */
    enum Level {
        PROVIDER,
        TENANT,
        ACCOUNT
    }

    Level level() {
        if (owner.equals(AuditTrail.PROVIDER)) return Level.PROVIDER;
        return accounts.isEmpty() ? Level.TENANT : Level.ACCOUNT;
    }

    /** The times to come; none while it is paused. */
    List<Instant> next(Instant after, int count) {
        return enabled ? timetable.next(after, count) : List.of();
    }

    /** In whose name its scans are asked for. */
    Caller asCaller(TenantId tenant) {
        return new Caller("tenant-service", Optional.of(tenant), Role.SERVICE, "schedule " + name);
    }
}
