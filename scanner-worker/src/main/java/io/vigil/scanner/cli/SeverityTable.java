package io.vigil.scanner.cli;

import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.Verdict;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Verdicts counted by severity and status, by any thread. */
final class SeverityTable {
    private record Kind(Severity severity, Status status) {}

    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

    void add(Verdict verdict) {
        counts.computeIfAbsent(new Kind(verdict.severity(), verdict.status()), kind -> new LongAdder())
                .increment();
    }

    long verdicts() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    void print(PrintWriter out) {
        out.printf("%-10s %8s %8s %14s %14s%n", "severity", "fail", "pass", "not applicable", "undetermined");
        for (Severity severity : Severity.values())
            out.printf(
                    "%-10s %8d %8d %14d %14d%n",
                    severity.label(),
                    count(severity, Status.FAIL),
                    count(severity, Status.PASS),
                    count(severity, Status.NOT_APPLICABLE),
                    count(severity, Status.UNDETERMINED));
        out.flush();
    }

    /** Whether something fails that is at least as severe. */
    boolean failsAt(Severity least) {
        return Arrays.stream(Severity.values())
                .anyMatch(severity -> severity.compareTo(least) <= 0 && count(severity, Status.FAIL) > 0);
    }

    private long count(Severity severity, Status status) {
        LongAdder count = counts.get(new Kind(severity, status));
        return count == null ? 0 : count.sum();
    }
}
