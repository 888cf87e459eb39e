package io.vigil.gateway.pages.reports;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.pages.schedules.NextRuns;
import io.vigil.gateway.pages.subscriptions.ReportChoices;
import io.vigil.gateway.pages.subscriptions.SubscriptionDraft;
import io.vigil.gateway.upstream.Report;
import io.vigil.gateway.upstream.Subscription;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Reports and subscriptions, and the form for one of these.
 *
 * @param lost what did not arrive lately, a line for each subscription
 * @param refused why no report is made; empty otherwise
 */
public record ReportsView(
        List<Row> reports,
        List<Subscribed> subscriptions,
        List<Lost> lost,
        SubscriptionDraft.Form form,
        String refused) {

    /** @param failure why there is nothing to fetch; empty otherwise */
    public record Row(
            UUID id,
            String name,
            String kind,
            String format,
            boolean ready,
            String size,
            String digest,
            boolean signed,
            String failure,
            String made) {
        public boolean failed() {
            return !failure.isEmpty();
        }
    }

    /**
     * A subscription.
     *
     * @param readers how many get it, and of how many
     */
    public record Subscribed(
            UUID id, String name, String what, String when, String zone, String readers, String formats, String next) {}

    public record Lost(UUID id, String name, String what) {}

    static ReportsView of(
            List<Report> reports, List<Subscription> subscriptions, SubscriptionDraft.Form form, String refused) {
        return new ReportsView(
                reports.stream().map(ReportsView::row).toList(),
                subscriptions.stream().map(ReportsView::subscribed).toList(),
                subscriptions.stream()
                        .filter(subscription -> subscription.lost() > 0)
                        .map(subscription -> new Lost(
                                subscription.id(),
                                subscription.name(),
                                Formats.many(subscription.lost(), "mail") + " in the last 30 days"))
                        .toList(),
                form,
                refused);
    }

    private static Row row(Report report) {
        return new Row(
                report.id(),
                report.name(),
                ReportChoices.words(report.kind(), report.framework(), report.account())
                        + (report.since() == null ? "" : ", since " + Formats.dayTime(report.since()) + " UTC"),
                report.format().toUpperCase(Locale.ROOT),
                report.state().equals("ready"),
                Formats.bytes(report.bytes()),
                report.sha256().length() > 12 ? report.sha256().substring(0, 12) : report.sha256(),
                report.signed(),
                report.failure(),
                Formats.dayTime(report.createdAt()) + " UTC");
    }

    private static Subscribed subscribed(Subscription given) {
        long confirmed = given.recipients().stream()
                .filter(recipient -> recipient.state().equals("CONFIRMED"))
                .count();
        return new Subscribed(
                given.id(),
                given.name(),
                ReportChoices.words(given.kind(), given.framework(), given.account()),
                Formats.capital(given.words()),
                given.zone(),
                "%d of %s confirmed"
                        .formatted(confirmed, Formats.many(given.recipients().size(), "recipient")),
                String.join(", ", given.formats()).toUpperCase(Locale.ROOT),
                given.nextRuns().isEmpty()
                        ? "Never"
                        : NextRuns.time(given.nextRuns().getFirst(), given.zone()));
    }

    /** Whether the page will show more by itself. */
    public boolean making() {
        return reports.stream().anyMatch(report -> !report.ready() && !report.failed());
    }
}
