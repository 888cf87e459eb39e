package io.vigil.reports.render;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import io.vigil.contracts.Severity;
import io.vigil.reports.posture.Counts;
import io.vigil.reports.posture.Posture;
import java.util.List;
import java.util.Locale;

/** Drawings in the portal's colours and patterns, so that a page printed in grey still reads; their words are set in HTML. */
@TemplateExtension(namespace = "chart")
final class Charts {
    private static final String PASS = "#23925F";
    private static final String FAIL = "#D23B3B";
    private static final String UNREAD = "#7D5BD8";
    private static final String EXCEPTED = "#6743C4";
    private static final String NONE = "#CDD3DC";
    private static final String LINE = "#E4E7EC";

    private Charts() {}

    /** Passing solid, failing striped, unread a dashed gap: the ring does not close over what was not read. */
    static RawString dial(Counts counts) {
        int all = counts.pass() + counts.fail() + counts.undetermined();
        StringBuilder svg = svg(150, 150);
        if (all == 0) {
            svg.append(ring(0, 1, NONE, "3 4", 10));
        } else {
            double pass = (double) counts.pass() / all;
            double fail = (double) counts.fail() / all;
            svg.append(ring(0, pass, PASS, "", 12));
            svg.append(ring(pass, pass + fail, FAIL, "2 2", 12));
            svg.append(ring(pass + fail, 1, UNREAD, "4 4", 2));
        }
        return new RawString(svg.append("</svg>").toString());
    }

    private static String ring(double from, double to, String colour, String dash, int width) {
        if (to - from < 0.0005) return "";
        double end = Math.min(to, from + 0.9999);
        double radius = 66;
        return String.format(
                Locale.ROOT,
                "<path d=\"M%.2f %.2f A%.1f %.1f 0 %d 1 %.2f %.2f\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\" %s/>",
                75 + radius * Math.sin(2 * Math.PI * from),
                75 - radius * Math.cos(2 * Math.PI * from),
                radius,
                radius,
                end - from > 0.5 ? 1 : 0,
                75 + radius * Math.sin(2 * Math.PI * end),
                75 - radius * Math.cos(2 * Math.PI * end),
                colour,
                width,
                dash.isEmpty() ? "" : "stroke-dasharray=\"" + dash + "\"");
    }

    /** Pass, fail, could not check, excepted, not applicable, in proportion. */
    static RawString verdicts(Counts counts, int width) {
        int all = counts.pass() + counts.fail() + counts.undetermined() + counts.notApplicable() + counts.excepted();
        StringBuilder svg = svg(width, 6);
        double x = 0;
        int[] parts = {counts.pass(), counts.fail(), counts.undetermined(), counts.excepted(), counts.notApplicable()};
        String[] colours = {PASS, FAIL, UNREAD, EXCEPTED, NONE};
        for (int i = 0; i < parts.length && all > 0; i++) {
            if (parts[i] == 0) continue;
            double w = Math.max(3, (double) parts[i] / all * (width - 8));
            boolean hollow = colours[i].equals(UNREAD);
            if (colours[i].equals(EXCEPTED)) {
                svg.append(ruled(x, w));
                x += w + 2;
                continue;
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\" rx=\"2\" fill=\"%s\" %s/>",
                    x + (hollow ? 0.5 : 0),
                    hollow ? 0.5 : 0,
                    w - (hollow ? 1 : 0),
                    hollow ? 5.0 : 6.0,
                    hollow ? "none" : colours[i],
                    hollow ? "stroke=\"" + UNREAD + "\" stroke-dasharray=\"2 1.5\"" : ""));
            x += w + 2;
        }
        if (all == 0) svg.append("<rect width=\"" + width + "\" height=\"6\" rx=\"2\" fill=\"" + LINE + "\"/>");
        return new RawString(svg.append("</svg>").toString());
    }

    /** What is accepted has upright lines, so that it is neither what passes nor what could not be read. */
    private static String ruled(double x, double width) {
        StringBuilder ruled = new StringBuilder(String.format(
                Locale.ROOT,
                "<rect x=\"%.2f\" y=\"0.4\" width=\"%.2f\" height=\"5.2\" fill=\"#F1EDFC\" stroke=\"%s\" stroke-width=\"0.8\"/>",
                x + 0.4,
                width - 0.8,
                EXCEPTED));
        for (double line = x + 2; line < x + width - 1; line += 2)
            ruled.append(String.format(
                    Locale.ROOT, "<path d=\"M%.2f 0.4 V5.6\" stroke=\"%s\" stroke-width=\"0.8\"/>", line, EXCEPTED));
        return ruled.toString();
    }

    /** Four bars, as many filled as it is severe. */
    static RawString severity(Severity severity) {
        int filled = 4 - severity.ordinal();
        StringBuilder svg = svg(13, 10);
        for (int i = 0; i < 4; i++) {
            double height = 4 + 2 * i;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"2.4\" height=\"%.1f\" fill=\"%s\"/>",
                    i * 3.4,
                    10 - height,
                    height,
                    i < filled ? colour(severity) : NONE));
        }
        return new RawString(svg.append("</svg>").toString());
    }

    /** Open findings day by day, critical at the base. */
    static RawString history(List<Posture.Day> days, int width, int height) {
        int most = days.stream()
                .mapToInt(day -> day.critical() + day.high() + day.medium() + day.low())
                .max()
                .orElse(0);
        StringBuilder svg = svg(width, height);
        for (int i = 0; i < 4; i++)
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M0 %.1f H%d\" stroke=\"%s\" stroke-width=\"0.7\"/>",
                    0.5 + i * (height - 1) / 3.0,
                    width,
                    LINE));
        double slot = (double) width / Math.max(12, days.size());
        for (int i = 0; i < days.size() && most > 0; i++) {
            Posture.Day day = days.get(i);
            int[] parts = {day.critical(), day.high(), day.medium(), day.low()};
            double y = height - 0.5;
            for (Severity severity : Severity.values()) {
                double h = (double) parts[severity.ordinal()] / most * (height - 4);
                if (h == 0) continue;
                y -= h;
                svg.append(bar(severity, i * slot + slot * 0.18, y, slot * 0.64, h));
            }
        }
        return new RawString(svg.append("</svg>").toString());
    }

    private static String bar(Severity severity, double x, double y, double width, double height) {
        StringBuilder bar = new StringBuilder(String.format(
                Locale.ROOT,
                "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\" stroke=\"%s\" stroke-width=\"0.6\"/>",
                x,
                y,
                width,
                height,
                tint(severity),
                colour(severity)));
        double step = severity == Severity.CRITICAL
                ? 0
                : severity == Severity.HIGH ? 2.2 : severity == Severity.MEDIUM ? 3.4 : 5;
        for (double at = step; step > 0 && at < height; at += step)
            bar.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.2f %.2f H%.2f\" stroke=\"%s\" stroke-width=\"0.6\" %s/>",
                    x,
                    y + at,
                    x + width,
                    colour(severity),
                    severity == Severity.MEDIUM ? "stroke-dasharray=\"0.8 1.6\"" : ""));
        return bar.toString();
    }

    static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#C4183A";
            case HIGH -> "#DB6414";
            case MEDIUM -> "#B58300";
            case LOW -> "#7489A5";
        };
    }

    private static String tint(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#C4183A";
            case HIGH -> "#EDB289";
            case MEDIUM -> "#E8D7AD";
            case LOW -> "#E9ECF1";
        };
    }

    private static StringBuilder svg(int width, int height) {
        return new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
                        .formatted(width, height, width, height));
    }
}
