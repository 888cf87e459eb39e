package io.vigil.reports.findings;

import java.util.Arrays;
import java.util.Locale;

/** How long one kind of question took, each time it was asked; after some askings that do not count. */
final class BenchTimings {
    private static final int WARM_UP = 5;

    interface Asking {
        void ask(int turn);
    }

    private BenchTimings() {}

    /** Prints the line of a table: 50th and 95th percentile and the longest, in milliseconds. */
    static double line(String what, double aimMillis, int times, Asking asking) {
        double[] millis = new double[times];
        for (int turn = -WARM_UP; turn < times; turn++) {
            long start = System.nanoTime();
            asking.ask(turn + WARM_UP);
            if (turn >= 0) millis[turn] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        double p95 = millis[(int) Math.ceil(times * 0.95) - 1];
        System.out.printf(
                Locale.ROOT,
                "%-58s %8.1f %8.1f %8.1f   %s%n",
                what,
                millis[times / 2],
                p95,
                millis[times - 1],
                p95 <= aimMillis ? "<= %.0f".formatted(aimMillis) : "above %.0f".formatted(aimMillis));
        return p95;
    }
}
