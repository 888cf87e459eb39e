package io.vigil.gateway.charts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Posture.Day;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Score and evaluated share over the days kept, on 262 by 122; a day without a score breaks the line. */
public record ScoreTrend(
        String words,
        List<String> grid,
        String area,
        String scoreLine,
        String shareLine,
        List<Dot> dots,
        List<Label> labels) {
    private static final double LEFT = 4;
    private static final double RIGHT = 222;
    private static final double TOP = 8;
    private static final double BOTTOM = 100;

    public record Dot(String x, String y) {}

    public record Label(String x, String y, String text, String size, int weight, String anchor, String colour) {}

    private record Scale(double lowest, long days, Day first) {
        double x(Day day) {
            return LEFT + (RIGHT - LEFT) * ChronoUnit.DAYS.between(first.day(), day.day()) / Math.max(1, days);
        }

        double y(double value) {
            return BOTTOM - (BOTTOM - TOP) * (value - lowest) / (100 - lowest);
        }
    }

    /** @param history at least two days, oldest first */
    public static ScoreTrend of(List<Day> history) {
        Day first = history.getFirst();
        Day last = history.getLast();
        double lowest = Math.min(
                history.stream()
                        .mapToDouble(day -> day.score() == null ? 100 : day.score())
                        .min()
                        .orElse(0),
                history.stream()
                        .mapToDouble(day -> day.evaluatedShare() * 100)
                        .min()
                        .orElse(0));
        Scale scale = new Scale(
                Math.max(0, Math.floor((lowest - 8) / 10) * 10),
                ChronoUnit.DAYS.between(first.day(), last.day()),
                first);
        List<String> grid = new ArrayList<>();
        for (int i = 0; i < 4; i++) grid.add(n(TOP + (BOTTOM - 10 - TOP) * i / 3));
        return new ScoreTrend(
                words(first, last),
                grid,
                area(history, scale),
                scoreLine(history, scale),
                shareLine(history, scale),
                dots(last, scale),
                labels(first, last, scale));
    }

    private static String words(Day first, Day last) {
        return "Score %s on %s and %s on %s; evaluated share %s, then %s"
                .formatted(
                        Formats.score(first.score()),
                        Formats.day(first.day()),
                        Formats.score(last.score()),
                        Formats.day(last.day()),
                        Formats.percent(first.evaluatedShare()),
                        Formats.percent(last.evaluatedShare()));
    }

    private static String scoreLine(List<Day> history, Scale scale) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (Day day : history) {
            Double score = day.score();
            if (score != null)
                path.append(pen ? " L" : " M")
                        .append(n(scale.x(day)))
                        .append(' ')
                        .append(n(scale.y(score)));
            pen = score != null;
        }
        return path.toString().strip();
    }

    private static String area(List<Day> history, Scale scale) {
        if (history.stream().anyMatch(day -> day.score() == null)) return "";
        return scoreLine(history, scale)
                + " L%s %s L%s %sZ"
                        .formatted(n(scale.x(history.getLast())), n(BOTTOM), n(scale.x(history.getFirst())), n(BOTTOM));
    }

    private static String shareLine(List<Day> history, Scale scale) {
        StringBuilder path = new StringBuilder();
        for (Day day : history)
            path.append(path.isEmpty() ? "M" : " L")
                    .append(n(scale.x(day)))
                    .append(' ')
                    .append(n(scale.y(day.evaluatedShare() * 100)));
        return path.toString();
    }

    private static List<Dot> dots(Day last, Scale scale) {
        Double score = last.score();
        return score == null ? List.of() : List.of(new Dot(n(scale.x(last)), n(scale.y(score))));
    }

    private static List<Label> labels(Day first, Day last, Scale scale) {
        List<Label> labels = new ArrayList<>();
        double shareY = scale.y(last.evaluatedShare() * 100) + 4;
        Double score = last.score();
        if (score != null) {
            double scoreY = scale.y(score) + 4;
            if (Math.abs(scoreY - shareY) < 13) shareY = scoreY + (scoreY > shareY ? -13 : 13);
            labels.add(new Label("231", n(scoreY), Formats.score(score), "12", 600, "start", "text"));
        }
        labels.add(new Label("231", n(shareY), Formats.percent(last.evaluatedShare()), "11", 400, "start", "cnc"));
        Double begin = first.score();
        if (begin != null)
            labels.add(new Label("4", n(scale.y(begin) - 7), Formats.score(begin), "11", 400, "start", "text-3"));
        labels.add(new Label("0", "120", Formats.day(first.day()), "10.5", 400, "start", "text-3"));
        labels.add(new Label("222", "120", Formats.day(last.day()), "10.5", 400, "end", "text-3"));
        return labels;
    }

    private static String n(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
