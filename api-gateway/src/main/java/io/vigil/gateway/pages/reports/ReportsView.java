package io.vigil.gateway.pages.reports;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Report;
import io.vigil.gateway.upstream.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports and subscriptions, with a form that keeps what was typed when it is refused. */
public record ReportsView(List<Row> reports, List<Subscribed> subscriptions, String error, Draft draft) {
    private static final int NEXT_RUNS = 3;

    /** @param failure why there is nothing to fetch; empty otherwise */
    public record Row(
            UUID id,
            String name,
            String format,
            boolean ready,
            String size,
            String digest,
            String failure,
            String made) {
        public boolean failed() {
            return !failure.isEmpty();
        }
    }

    public record Subscribed(
            UUID id, String name, String schedule, String recipients, String formats, List<String> next) {}

    public record Draft(String name, String cron, String zone, String recipients) {
        static Draft empty() {
            return new Draft("", "0 7 * * MON", "UTC", "");
        }

        static Draft of(
                @Nullable String name, @Nullable String cron, @Nullable String zone, @Nullable String recipients) {
            return new Draft(text(name), text(cron), text(zone), text(recipients));
        }

        private static String text(@Nullable String given) {
            return given == null ? "" : given.strip();
        }
    }

    static ReportsView of(List<Report> reports, List<Subscription> subscriptions, String error, Draft draft) {
        return new ReportsView(
                reports.stream().map(ReportsView::row).toList(),
                subscriptions.stream().map(ReportsView::subscribed).toList(),
                error,
                draft);
    }

    private static Row row(Report report) {
        return new Row(
                report.id(),
                report.name(),
                report.format().toUpperCase(Locale.ROOT),
                report.state().equals("ready"),
                size(report.bytes()),
                report.sha256().length() > 12 ? report.sha256().substring(0, 12) : report.sha256(),
                report.failure(),
                Formats.dayTime(report.createdAt()) + " UTC");
    }

    private static Subscribed subscribed(Subscription given) {
        List<Instant> next = given.nextRuns() == null ? List.of() : given.nextRuns();
        return new Subscribed(
                given.id(),
                given.name(),
                given.cron() + ", " + given.zone(),
                String.join(", ", given.recipients()),
                String.join(", ", given.formats()).toUpperCase(Locale.ROOT),
                next.stream()
                        .limit(NEXT_RUNS)
                        .map(at -> Formats.dayTime(at) + " UTC")
                        .toList());
    }

    private static String size(long bytes) {
        if (bytes < 1_000) return Formats.grouped(bytes) + " B";
        if (bytes < 10_000_000) return Formats.grouped(bytes / 1000) + " kB";
        return Formats.grouped(bytes / 1_000_000) + " MB";
    }

    /** Whether the page will show more by itself. */
    public boolean making() {
        return reports.stream().anyMatch(report -> !report.ready() && !report.failed());
    }

    public boolean refused() {
        return !error.isEmpty();
    }
}
