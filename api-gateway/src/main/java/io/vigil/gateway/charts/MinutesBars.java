package io.vigil.gateway.charts;

import io.vigil.gateway.pages.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What audits took as bars, and on them what they saved, in minutes; the axis begins at zero. */
public record MinutesBars(
        String words, int width, int height, int barWidth, int axisY, List<Line> grid, List<Bar> bars) {
    private static final double TOP = 18;
    private static final double GAP = 1.6;

    /** @param label of the day or week below the bar */
    public record Point(String label, long spentSeconds, long savedSeconds) {
        double spent() {
            return spentSeconds / 60.0;
        }

        double saved() {
            return savedSeconds / 60.0;
        }
    }

    public record Line(String y, String textY, String text) {}

    public record Bar(
            String x,
            String middle,
            List<Part> parts,
            String label,
            boolean last,
            String total,
            String totalY,
            String words) {}

    /** @param saved whether it is what was saved, and not what it took */
    public record Part(boolean saved, String y, String height) {}

    /**
     * Twelve at most, as wide as a page.
     *
     * @param points oldest first, at least one
     */
    public static MinutesBars wide(List<Point> points) {
        return of(points, /* most */ 12, /* width */ 1000, /* height */ 210, /* bar */ 36);
    }

    /** Six at most for a small screen. */
    public static MinutesBars narrow(List<Point> points) {
        return of(points, /* most */ 6, /* width */ 330, /* height */ 190, /* bar */ 22);
    }

    private static MinutesBars of(List<Point> all, int most, int width, int height, int barWidth) {
        List<Point> points = all.subList(Math.max(0, all.size() - most), all.size());
        double base = height - 24;
        int highest = (int) Math.ceil(points.stream()
                .mapToDouble(point -> point.spent() + point.saved())
                .max()
                .orElse(0));
        int step = SeverityBars.step(highest);
        int top = Math.max(step, (highest + step - 1) / step * step);
        List<Line> grid = new ArrayList<>();
        for (int value = 0; value <= top; value += step) {
            double y = base - (base - TOP) * value / top;
            grid.add(new Line(n(y), n(y + 3.5), Formats.grouped(value)));
        }
        double slot = (width - 34.0) / Math.max(points.size(), 4);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < points.size(); i++)
            bars.add(bar(
                    points.get(i),
                    i == 0 || i == points.size() - 1,
                    i == points.size() - 1,
                    34 + slot * i + (slot - barWidth) / 2,
                    barWidth,
                    base,
                    (base - TOP) / top));
        return new MinutesBars(words(points), width, height, barWidth, height - 7, grid, bars);
    }

    private static Bar bar(
            Point point, boolean labelled, boolean last, double x, int barWidth, double base, double scale) {
        List<Part> parts = new ArrayList<>();
        double y = base - GAP;
        for (boolean saved : new boolean[] {false, true}) {
            double minutes = saved ? point.saved() : point.spent();
            if (minutes <= 0) continue;
            double height = Math.max(GAP, minutes * scale - GAP);
            y -= height;
            parts.add(new Part(saved, n(y), n(height)));
            y -= GAP;
        }
        return new Bar(
                n(x),
                n(x + barWidth / 2.0),
                parts,
                point.label(),
                last,
                labelled && point.savedSeconds() >= 30 ? Formats.grouped(Math.round(point.saved())) + " min" : "",
                n(y - 3),
                "%s: took %s, saved %s"
                        .formatted(
                                point.label(),
                                Formats.minutes(point.spentSeconds()),
                                Formats.minutes(point.savedSeconds())));
    }

    private static String words(List<Point> points) {
        Point first = points.getFirst();
        Point last = points.getLast();
        if (points.size() == 1)
            return "Minutes of audits: %s took %s and saved %s"
                    .formatted(
                            last.label(), Formats.minutes(last.spentSeconds()), Formats.minutes(last.savedSeconds()));
        return "Minutes of audits: %s took %s and saved %s, %s took %s and saved %s"
                .formatted(
                        first.label(),
                        Formats.minutes(first.spentSeconds()),
                        Formats.minutes(first.savedSeconds()),
                        last.label(),
                        Formats.minutes(last.spentSeconds()),
                        Formats.minutes(last.savedSeconds()));
    }

    private static String n(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
