package io.vigil.gateway.pages.fleet;

import io.vigil.gateway.charts.MinutesBars;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.pages.audits.MinutesTable;
import io.vigil.gateway.upstream.FleetAudits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What waits to be audited at each customer, and the trend of what audits took. */
public record AuditQueueView(List<Row> rows, MinutesTable minutes) {
    private static final Duration A_WEEK = Duration.ofDays(7);

    /**
     * @param link to the customer's audits; empty where the one who looks has no way
     * @param due whether the last sign-off is a week ago or longer, or never was
     * @param progress of the one that is open; empty without one
     */
    public record Row(
            String customer,
            String link,
            String last,
            boolean due,
            String progress,
            int accounts,
            int waiting,
            int stale,
            int opened,
            int reopened,
            int resolved,
            int expired,
            int notEvaluated,
            int overdue) {
        public boolean quiet() {
            return waiting == 0;
        }
    }

    static AuditQueueView of(FleetAudits queue, FleetView.Ways ways, Instant now) {
        return new AuditQueueView(
                queue.tenants().stream().map(each -> row(each, ways, now)).toList(),
                MinutesTable.of(
                        "week",
                        queue.weeks().stream()
                                .map(week -> new MinutesBars.Point(
                                        Formats.day(week.week()), week.seconds(), week.savedSeconds()))
                                .toList()));
    }

    private static Row row(FleetAudits.Waiting each, FleetView.Ways ways, Instant now) {
        Instant last = each.lastSignedAt();
        FleetAudits.Open open = each.open();
        return new Row(
                each.name(),
                ways.to(each.slug(), open == null ? "/audits" : "/audits/" + open.audit()),
                last == null ? "never" : Formats.age(last, now) + " ago",
                last == null || Duration.between(last, now).compareTo(A_WEEK) >= 0,
                open == null ? "" : "%d of %d signed off".formatted(open.signedAccounts(), open.accounts()),
                each.accounts(),
                each.waiting(),
                each.stale(),
                each.sums().opened(),
                each.sums().reopened(),
                each.sums().resolved(),
                each.expired(),
                each.notEvaluated(),
                each.overdue());
    }

    /** Customers whose audit is due. */
    public long due() {
        return rows.stream().filter(Row::due).count();
    }

    public int waiting() {
        return rows.stream().mapToInt(Row::waiting).sum();
    }

    public int accounts() {
        return rows.stream().mapToInt(Row::accounts).sum();
    }
}
