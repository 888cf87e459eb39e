package io.vigil.gateway.charts;

import io.vigil.gateway.upstream.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Verdicts side by side, in percent of the bar's width; the smallest part is still seen. */
public record VerdictBar(String words, List<Part> parts) {
    private static final double GAP = 1.2;
    private static final double LEAST = 2.2;

    public record Part(String kind, String x, String width) {}

    public static VerdictBar of(Counts counts) {
        String words = "%d pass, %d fail, %d could not check, %d excepted, %d not applicable"
                .formatted(
                        counts.pass(), counts.fail(), counts.undetermined(), counts.excepted(), counts.notApplicable());
        int[] numbers = {counts.pass(), counts.fail(), counts.undetermined(), counts.excepted(), counts.notApplicable()
        };
        String[] kinds = {"pass", "fail", "cnc", "excepted", "na"};
        int all = 0;
        int shown = 0;
        for (int number : numbers) {
            all += number;
            if (number > 0) shown++;
        }
        List<Part> parts = new ArrayList<>();
        if (all == 0) return new VerdictBar(words, parts);
        double free = 100 - GAP * (shown - 1) - LEAST * shown;
        double x = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (numbers[i] == 0) continue;
            double width = LEAST + free * numbers[i] / all;
            parts.add(new Part(kinds[i], n(x), n(width)));
            x += width + GAP;
        }
        return new VerdictBar(words, parts);
    }

    private static String n(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
