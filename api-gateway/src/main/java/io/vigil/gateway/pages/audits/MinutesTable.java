package io.vigil.gateway.pages.audits;

import io.vigil.gateway.charts.MinutesBars;
import io.vigil.gateway.pages.Formats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trend of what audits took and saved, drawn and as a table.
 *
 * @param what a row is, such as "audit"
 * @param rows oldest first
 */
public record MinutesTable(
        String what,
        List<Row> rows,
        @Nullable MinutesBars bars,
        @Nullable MinutesBars narrowBars) {

    public record Row(String label, String took, String saved) {}

    /** @param points oldest first */
    public static MinutesTable of(String what, List<MinutesBars.Point> points) {
        return new MinutesTable(
                what,
                points.stream()
                        .map(point -> new Row(
                                point.label(),
                                Formats.minutes(point.spentSeconds()),
                                Formats.minutes(point.savedSeconds())))
                        .toList(),
                points.isEmpty() ? null : MinutesBars.wide(points),
                points.isEmpty() ? null : MinutesBars.narrow(points));
    }
}
