package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportKind;
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
 * @param ask which report; a report of changes has no span, since each recipient has its own
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
        ReportAsk ask,
        List<Format> formats,
        Locale language,
        boolean skipUnchanged,
        Misfire misfire,
        Instant createdAt,
        String createdBy,
        String owner) {

    /** Of the posture of all accounts. */
    Subscription(
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
        this(
                id,
                name,
                timetable,
                timedAt,
                ReportAsk.posture(Optional.empty()),
                formats,
                language,
                skipUnchanged,
                misfire,
                createdAt,
                createdBy,
                owner);
    }

    /** Whether its reports tell what changed since the one before. */
    boolean tellsChanges() {
        return ask.kind() == ReportKind.CHANGE;
    }

    /** From when a report of changes tells whom none was sent before: since one was due before. */
    Instant dueBefore(Instant period) {
        return timetable.latest(period.minusMillis(1)).orElse(createdAt);
    }

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
