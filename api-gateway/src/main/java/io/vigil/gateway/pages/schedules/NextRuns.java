package io.vigil.gateway.pages.schedules;

import io.vigil.gateway.upstream.ScanSchedule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * When a schedule is due next, in its own zone.
 *
 * @param error why nobody knows; empty when it is known
 */
public record NextRuns(String words, List<String> runs, String error) {
    private static final DateTimeFormatter RUN = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);

    public static final NextRuns UNKNOWN = new NextRuns("", List.of(), "");

    public static NextRuns of(ScanSchedule.Preview preview, String zone) {
        return new NextRuns(
                preview.words(),
                preview.nextRuns().stream().map(run -> time(run, zone)).toList(),
                "");
    }

    public static NextRuns refused(String why) {
        return new NextRuns("", List.of(), why);
    }

    /** A zone that this machine does not know is not worth a broken page. */
    public static String time(Instant at, String zone) {
        boolean known = ZoneId.getAvailableZoneIds().contains(zone);
        return RUN.format(at.atZone(known ? ZoneId.of(zone) : ZoneOffset.UTC)) + " " + (known ? zone : "UTC");
    }
}
