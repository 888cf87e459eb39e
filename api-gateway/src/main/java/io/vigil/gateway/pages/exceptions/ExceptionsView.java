package io.vigil.gateway.pages.exceptions;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.AcceptedRisk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions of one kind: what waits for an answer, what is in force, what is over.
 *
 * @param next cursor of the page with older ones; empty on the last
 */
public record ExceptionsView(Kind kind, List<Row> rows, String next) {

    /** What the tabs show. */
    enum Kind {
        WAITING("waiting", "Waiting", "waiting"),
        IN_FORCE("in_force", "In force", "in_force"),
        ENDED("ended", "Ended", "refused,withdrawn,revoked,ended,lapsed");

        private final String word;
        private final String title;
        private final String states;

        Kind(String word, String title, String states) {
            this.word = word;
            this.title = title;
            this.states = states;
        }

        /** What nobody knows is what waits. */
        static Kind of(@Nullable String given) {
            for (Kind kind : values()) if (kind.word.equals(given)) return kind;
            return WAITING;
        }

        String states() {
            return states;
        }
    }

    public record Tab(String word, String title, boolean current) {}

    /** @param outcome how it ended; empty as long as it goes on */
    public record Row(
            String id,
            String words,
            String reason,
            String who,
            String approver,
            String until,
            String findings,
            String outcome) {}

    static ExceptionsView of(Kind kind, AcceptedRisk.Listing listed) {
        return new ExceptionsView(
                kind,
                listed.items().stream().map(ExceptionsView::row).toList(),
                listed.next() == null ? "" : listed.next().toString());
    }

    private static Row row(AcceptedRisk risk) {
        AcceptedRisk.Act approved = risk.approved();
        return new Row(
                risk.id().toString(),
                Formats.capital(risk.words()),
                risk.reason(),
                risk.requested().name(),
                approved == null ? "" : approved.name(),
                Formats.dayTime(risk.endsAt()),
                risk.inForce()
                        ? Formats.grouped(risk.findings())
                        : approved == null ? "–" : Formats.grouped(risk.taken()),
                outcome(risk));
    }

    static String outcome(AcceptedRisk risk) {
        AcceptedRisk.Act over = risk.over();
        if (over == null) return "";
        String by = " by " + over.name() + ", " + Formats.dayTime(over.at());
        return switch (risk.state()) {
            case "ENDED" -> "Ended by its date, " + Formats.dayTime(over.at());
            case "LAPSED" -> "Not answered before its end";
            case "WITHDRAWN" -> "Withdrawn" + by;
            case "REFUSED" -> "Refused" + by;
            case "REVOKED" -> "Revoked" + by;
            default -> Formats.sentence(risk.state()) + by;
        };
    }

    public List<Tab> tabs() {
        return java.util.Arrays.stream(Kind.values())
                .map(each -> new Tab(each.word, each.title, each == kind))
                .toList();
    }

    public String word() {
        return kind.word;
    }

    public String title() {
        return kind.title;
    }

    public boolean goesOn() {
        return kind != Kind.ENDED;
    }

    public boolean waiting() {
        return kind == Kind.WAITING;
    }

    public boolean inForce() {
        return kind == Kind.IN_FORCE;
    }

    public String nothing() {
        return switch (kind) {
            case WAITING -> "Nothing waits for an answer";
            case IN_FORCE -> "No exception is in force";
            case ENDED -> "Nothing has ended yet";
        };
    }

    public String nothingMore() {
        return switch (kind) {
            case WAITING -> "Somebody who operates asks for an exception where a finding cannot be fixed for a while.";
            case IN_FORCE -> "Every failing finding is open. An exception counts once an administrator approves it.";
            case ENDED -> "Exceptions that are over stay listed here, with how they ended.";
        };
    }
}
