package io.vigil.gateway.pages.audit;

import io.vigil.contracts.AuditEntry;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.pages.audit.AuditFilter.Chain;
import io.vigil.gateway.pages.audit.AuditFilter.Chip;
import io.vigil.gateway.upstream.Trail;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A page of the trail, and what was asked for. */
public record AuditView(
        List<Row> rows,
        List<Choice> chains,
        List<Chip> chips,
        String export,
        String chain,
        String actor,
        String action,
        String from,
        String until,
        String older,
        String headSeq,
        String headHash) {

    /** @param by what let the actor in: a grant, a token, or nothing of the kind */
    public record Row(
            long seq,
            Instant at,
            String time,
            String who,
            String role,
            String by,
            String did,
            String subject,
            String more) {}

    public record Choice(String name, String query, boolean current) {}

    static AuditView of(Trail trail, AuditFilter filter) {
        return new AuditView(
                trail.items().stream().map(AuditView::row).toList(),
                Arrays.stream(Chain.values())
                        .map(chain -> new Choice(chain.title(), filter.of(chain).query(), chain == filter.chain()))
                        .toList(),
                filter.chips(),
                filter.asked(),
                filter.chain().word(),
                filter.actor(),
                filter.action(),
                filter.from(),
                filter.until(),
                trail.next() == null ? "" : filter.query() + "&before=" + trail.next(),
                Formats.grouped(trail.head().seq()),
                trail.head().hash());
    }

    private static Row row(AuditEntry entry) {
        return new Row(
                entry.seq(),
                entry.at(),
                Formats.dayTime(entry.at()) + " UTC",
                entry.actorName().isEmpty() ? entry.actor() : entry.actorName(),
                Formats.sentence(entry.role()),
                by(entry),
                Formats.sentence(entry.action().replace('.', ' ')),
                entry.subject(),
                more(entry));
    }

    private static String by(AuditEntry entry) {
        if (!entry.grant().isEmpty()) return "by grant " + entry.grant();
        if (!entry.token().isEmpty()) return "by token " + entry.token();
        return "";
    }

    private static String more(AuditEntry entry) {
        String detail = entry.detail().equals("{}") ? "" : entry.detail();
        return entry.reason().isEmpty() ? detail : entry.reason() + (detail.isEmpty() ? "" : " · " + detail);
    }

    public boolean filtered() {
        return !chips.isEmpty();
    }
}
