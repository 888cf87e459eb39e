package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who gets which report, when. */
record Subscription(
        UUID id,
        String name,
        Timetable timetable,
        List<String> recipients,
        List<Format> formats,
        Misfire misfire,
        Instant createdAt,
        String createdBy) {

    /** In whose name its reports are made and sent when nobody asked. */
    Caller asCaller(TenantId tenant) {
        return new Caller("report-service", Optional.of(tenant), Role.SERVICE, "subscription " + name);
    }

    /** What happens to a period that could not be served in time. */
    enum Misfire {
        /** Served once, late; of several that were missed only the latest. */
        ONCE,
        /** Left out. */
        SKIP;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
