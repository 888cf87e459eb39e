package io.vigil.scanner.cli;

import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.Verdict;
import java.io.PrintWriter;
import java.util.List;

/** Verdicts counted by severity and status. */
record SeverityTable(List<Verdict> verdicts) {

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
        return verdicts.stream()
                .anyMatch(v -> v.status() == Status.FAIL && v.severity().compareTo(least) <= 0);
    }

    private long count(Severity severity, Status status) {
        return verdicts.stream()
                .filter(v -> v.severity() == severity && v.status() == status)
                .count();
    }
}
