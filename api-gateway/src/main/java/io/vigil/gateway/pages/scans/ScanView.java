package io.vigil.gateway.pages.scans;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Scan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A scan as steps that a person can follow. */
public record ScanView(Scan data, List<Unit> units) {
    private static final Set<String> FINAL = Set.of("FINISHED", "FAILED", "CANCELLED");
    private static final Set<String> DONE = Set.of("FOLDED", "FAILED", "CANCELLED");

    public record Unit(String region, String icon, String tone, String word, String counts, String message) {}

    static ScanView of(Scan scan) {
        List<Scan.Unit> units = scan.units() == null ? List.of() : scan.units();
        return new ScanView(scan, units.stream().map(ScanView::unit).toList());
    }

    private static Unit unit(Scan.Unit unit) {
        Scan.UnitCounts counts = unit.counts();
        String read = counts == null || counts.calls() == 0
                ? ""
                : "%s · %s"
                        .formatted(Formats.many(counts.calls(), "call"), Formats.many(counts.resources(), "resource"));
        String message = unit.message() == null ? "" : unit.message();
        return switch (unit.state()) {
            case "FOLDED" -> new Unit(unit.region(), "pass", "is-pass", "Done", read, message);
            case "FAILED" -> new Unit(unit.region(), "fail", "is-fail", "Failed", read, message);
            case "CANCELLED" -> new Unit(unit.region(), "na", "t3", "Cancelled", read, message);
            case "QUEUED", "ISSUED" -> new Unit(unit.region(), "history", "t3", "Waiting", read, message);
            case "REPORTED" -> new Unit(unit.region(), "running", "t2", "Writing findings", read, message);
            default -> new Unit(unit.region(), "running", "t2", "Reading", read, message);
        };
    }

    public boolean over() {
        return FINAL.contains(data.state());
    }

    public boolean finished() {
        return data.state().equals("FINISHED");
    }

    public String title() {
        String account = Formats.spaced(data.account());
        return switch (data.state()) {
            case "FINISHED" -> "Scan of " + account + " is finished";
            case "FAILED" -> "Scan of " + account + " failed";
            case "CANCELLED" -> "Scan of " + account + " was cancelled";
            default -> "Scanning " + account;
        };
    }

    public String asked() {
        String by = data.requestedBy() == null ? "" : " by " + data.requestedBy();
        String at = data.requestedAt() == null ? "" : Formats.dayTime(data.requestedAt()) + " UTC";
        String took = data.startedAt() != null && data.finishedAt() != null
                ? " · took "
                        + Duration.between(data.startedAt(), data.finishedAt()).toSeconds() + " s"
                : "";
        return "%s scan, asked %s%s%s".formatted(Formats.sentence(data.scanClass()), at, by, took);
    }

    public int done() {
        return (int) raw().stream().filter(unit -> DONE.contains(unit.state())).count();
    }

    public String donePercent() {
        return units.isEmpty() ? "0" : String.format(Locale.ROOT, "%.1f", 100.0 * done() / units.size());
    }

    public String calls() {
        return Formats.grouped(sum(Scan.UnitCounts::calls));
    }

    public String resources() {
        return Formats.grouped(sum(Scan.UnitCounts::resources));
    }

    public String verdicts() {
        return Formats.grouped(sum(Scan.UnitCounts::verdicts));
    }

    private long sum(java.util.function.ToLongFunction<Scan.UnitCounts> what) {
        return raw().stream()
                .map(Scan.Unit::counts)
                .filter(java.util.Objects::nonNull)
                .mapToLong(what)
                .sum();
    }

    private List<Scan.Unit> raw() {
        return data.units() == null ? List.of() : data.units();
    }

    public Scan.Tally tally() {
        return data.tally() == null ? new Scan.Tally(0, 0, 0, 0, 0, 0, 0) : data.tally();
    }
}
