package io.vigil.reports.subscriptions;

import io.vigil.reports.files.ReportFiles.Format;
import java.time.Instant;
import java.util.List;
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
