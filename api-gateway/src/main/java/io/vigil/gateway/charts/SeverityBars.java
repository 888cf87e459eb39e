package io.vigil.gateway.charts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Posture.Day;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Open findings over time as stacked bars, critical at the base; the axis begins at zero. */
public record SeverityBars(
        String words, int width, int height, int barWidth, int axisY, List<Line> grid, List<Bar> bars) {
    private static final double TOP = 16;

    public record Line(String y, String textY, String text) {}

    public record Bar(
            String x,
            String middle,
            List<Part> parts,
            String day,
            boolean last,
            @Nullable String total,
            String totalY,
            String words) {}

    public record Part(String kind, String y, String height) {}

    /** Twelve samples on the usual width. */
    public static SeverityBars wide(List<Day> history) {
        return of(history, /* samples */ 12, /* width */ 700, /* height */ 238, /* bar */ 30);
    }

    /** Eight samples for a small screen. */
    public static SeverityBars narrow(List<Day> history) {
        return of(history, /* samples */ 8, /* width */ 330, /* height */ 200, /* bar */ 22);
    }

    /** Days while they fit, weeks beyond, always ending with the newest day. */
    static List<Day> sampled(List<Day> history, int samples) {
        int step = history.size() <= samples ? 1 : 7;
        List<Day> chosen = new ArrayList<>();
        for (int i = history.size() - 1; i >= 0 && chosen.size() < samples; i -= step) chosen.add(history.get(i));
        return chosen.reversed();
    }

    private static SeverityBars of(List<Day> history, int samples, int width, int height, int barWidth) {
        List<Day> days = sampled(history, samples);
        double base = height - 24;
        int most = days.stream().mapToInt(Day::total).max().orElse(0);
        int step = step(most);
        int top = Math.max(step, (most + step - 1) / step * step);
        List<Line> grid = new ArrayList<>();
        for (int value = 0; value <= top; value += step) {
            double y = base - (base - TOP) * value / top;
            grid.add(new Line(n(y), n(y + 3.5), Formats.grouped(value)));
        }
        double slot = (width - 34.0) / Math.max(days.size(), 4);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < days.size(); i++)
            bars.add(bar(days, i, 34 + slot * i + (slot - barWidth) / 2, barWidth, base, (base - TOP) / top));
        return new SeverityBars(words(days), width, height, barWidth, height - 7, grid, bars);
    }

    private static Bar bar(List<Day> days, int index, double x, int barWidth, double base, double scale) {
        Day day = days.get(index);
        boolean last = index == days.size() - 1;
        List<Part> parts = new ArrayList<>();
        double y = base - 1.6;
        int[] numbers = {day.critical(), day.high(), day.medium(), day.low()};
        String[] kinds = {"critical", "high", "medium", "low"};
        for (int i = 0; i < kinds.length; i++) {
            if (numbers[i] == 0) continue;
            double height = Math.max(1.6, numbers[i] * scale - 1.6);
            y -= height;
            parts.add(new Part(kinds[i], n(y), n(height)));
            y -= 1.6;
        }
        String words = "%s: %d critical, %d high, %d medium, %d low"
                .formatted(Formats.day(day.day()), day.critical(), day.high(), day.medium(), day.low());
        boolean labelled = last || index == 0;
        return new Bar(
                n(x),
                n(x + barWidth / 2.0),
                parts,
                label(days, index),
                last,
                labelled ? Formats.grouped(day.total()) : null,
                n(y - 3),
                words);
    }

    /** The month is said once, and again where it changes and at the end. */
    private static String label(List<Day> days, int index) {
        Day day = days.get(index);
        boolean newMonth = index == 0
                || index == days.size() - 1
                || days.get(index - 1).day().getMonth() != day.day().getMonth();
        return newMonth ? Formats.day(day.day()) : String.valueOf(day.day().getDayOfMonth());
    }

    private static String words(List<Day> days) {
        return "Open findings by severity: %d in all on %s, %d on %s"
                .formatted(
                        days.getFirst().total(),
                        Formats.day(days.getFirst().day()),
                        days.getLast().total(),
                        Formats.day(days.getLast().day()));
    }

    /** 1, 2 or 5 times a power of ten, for three to four lines. */
    static int step(int most) {
        int step = 1;
        int[] grow = {2, 5, 10};
        for (int power = 1; ; power *= 10) {
            for (int factor : grow) {
                if (most <= step * 4) return step;
                step = power * factor;
            }
        }
    }

    private static String n(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
