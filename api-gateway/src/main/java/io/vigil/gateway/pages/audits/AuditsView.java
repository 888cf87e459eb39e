package io.vigil.gateway.pages.audits;

import io.vigil.gateway.charts.MinutesBars;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.WeeklyAudit;
import java.util.List;

/**
 * A customer's audits, newest first.
 *
 * @param open the one that is open; empty without one
 * @param next number from which older ones follow; empty on the last page
 * @param error what the service refused
 */
public record AuditsView(List<Row> rows, String open, MinutesTable minutes, String next, String error) {

    public record Row(
            String id,
            int number,
            String period,
            boolean open,
            String progress,
            int items,
            int together,
            String took,
            String saved,
            String signedBy) {}

    static AuditsView of(WeeklyAudit.Listing listed, String error) {
        return new AuditsView(
                listed.items().stream().map(AuditsView::row).toList(),
                listed.items().stream()
                        .filter(audit -> audit.signed() == null)
                        .findFirst()
                        .map(audit -> audit.id().toString())
                        .orElse(""),
                MinutesTable.of(
                        "audit",
                        listed.items().reversed().stream()
                                .filter(audit -> audit.signed() != null)
                                .map(AuditsView::point)
                                .toList()),
                listed.next() == null ? "" : listed.next().toString(),
                error);
    }

    private static MinutesBars.Point point(WeeklyAudit audit) {
        WeeklyAudit.Act signed = audit.signed();
        Long saved = audit.savedSeconds();
        return new MinutesBars.Point(
                signed == null ? "" : Formats.day(signed.at()), audit.seconds(), saved == null ? 0 : saved);
    }

    private static Row row(WeeklyAudit audit) {
        WeeklyAudit.Act signed = audit.signed();
        Long saved = audit.savedSeconds();
        return new Row(
                audit.id().toString(),
                audit.number(),
                signed == null
                        ? "since " + Formats.day(audit.since())
                        : Formats.day(audit.since()) + " – " + Formats.day(signed.at()),
                signed == null,
                "%d of %d".formatted(audit.signedAccounts(), audit.accounts()),
                audit.sums().items(),
                audit.together(),
                Formats.minutes(audit.seconds()),
                saved == null ? "–" : Formats.minutes(saved),
                signed == null ? "" : signed.name());
    }
}
