package io.vigil.gateway.charts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Counts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ring of applicable checks, drawn on 148 by 148 around a radius of 64. */
public record Dial(
        String score,
        String share,
        String words,
        boolean empty,
        @Nullable Arc pass,
        @Nullable Arc fail,
        @Nullable String unread) {
    private static final double AROUND = 2 * Math.PI * 64;
    private static final double GAP = 2.4;

    public record Arc(String dash, String offset) {}

    public static Dial of(@Nullable Double score, double evaluatedShare, Counts counts) {
        String share = counts.applicable() == 0 ? "nothing read yet" : Formats.percent(evaluatedShare) + " evaluated";
        String words = score == null
                ? "No score yet, " + share
                : "Score %s of 100, %s of the applicable checks evaluated"
                        .formatted(Formats.score(score), Formats.percent(evaluatedShare));
        double all = counts.applicable();
        if (all == 0) return new Dial("–", share, words, true, null, null, null);
        double pass = counts.pass() / all;
        double fail = counts.fail() / all;
        return new Dial(
                Formats.score(score),
                share,
                words,
                false,
                arc(0, pass),
                arc(pass, fail),
                counts.undetermined() == 0 ? null : ring(pass + fail, 1));
    }

    private static @Nullable Arc arc(double from, double part) {
        if (part <= 0) return null;
        double length = part >= 1 ? AROUND : Math.max(1.5, part * AROUND - GAP);
        return new Arc("%s %s".formatted(n(length), n(AROUND)), n(-(from * AROUND + GAP / 2)));
    }

    /** The outline of a piece of the ring, between the outer radius 69 and the inner 59. */
    private static String ring(double from, double to) {
        double start = 2 * Math.PI * from + 0.02;
        double end = Math.max(start + 0.03, 2 * Math.PI * to - 0.02);
        int large = end - start > Math.PI ? 1 : 0;
        return "M%s %sA69 69 0 %d 1 %s %sL%s %sA59 59 0 %d 0 %s %sZ"
                .formatted(
                        x(69, start),
                        y(69, start),
                        large,
                        x(69, end),
                        y(69, end),
                        x(59, end),
                        y(59, end),
                        large,
                        x(59, start),
                        y(59, start));
    }

    private static String x(double radius, double angle) {
        return n(74 + radius * Math.sin(angle));
    }

    private static String y(double radius, double angle) {
        return n(74 - radius * Math.cos(angle));
    }

    private static String n(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
