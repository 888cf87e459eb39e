package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Which report goes out when.
 *
 * @param timedAt since when it has its timetable; nothing that was due earlier is served by itself
 * @param language of the dates in its mails
 * @param skipUnchanged whether somebody gets nothing who would get what the last report held
 * @param owner subject of whoever made it; empty where that is not known
 */
record Subscription(
        UUID id,
        String name,
        Timetable timetable,
        Instant timedAt,
        List<Format> formats,
        Locale language,
        boolean skipUnchanged,
        Misfire misfire,
        Instant createdAt,
        String createdBy,
        String owner) {

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
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
