package io.vigil.reports.alerts;

import io.vigil.tenancy.Timetable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told to which channels, and when.
 *
 * @param filter CEL; empty for everything
 * @param hours before an exception's end, or without a scan; 0 where it means nothing
 * @param digestHour of the day in the zone; null for at once
 * @param since what was before does not concern it
 */
record AlertRule(
        UUID id,
        String name,
        Trigger trigger,
        String filter,
        int hours,
        @Nullable Integer digestHour,
        ZoneId zone,
        List<UUID> channels,
        Instant since,
        Instant createdAt,
        String createdBy) {

    boolean isDigest() {
        return digestHour != null;
    }

    /** Empty for one that tells at once. */
    Optional<Instant> nextDigest(Instant after) {
        return digestHour == null
                ? Optional.empty()
                : new Timetable("0 %d * * *".formatted(digestHour), zone).next(after);
    }
}
