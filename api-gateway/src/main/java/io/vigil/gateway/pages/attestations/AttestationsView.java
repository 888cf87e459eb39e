package io.vigil.gateway.pages.attestations;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Attestation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attestations of one kind: what waits for an answer, what is in force, what is over.
 *
 * @param next cursor of the page with older ones; empty on the last
 */
public record AttestationsView(Kind kind, List<Row> rows, String next) {

    /** What the tabs show. */
    enum Kind {
        WAITING("waiting", "Waiting", "waiting"),
        IN_FORCE("in_force", "In force", "in_force"),
        ENDED("ended", "Ended", "refused,withdrawn,ended,lapsed");

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
            String requirement,
            String title,
            String where,
            String who,
            String approver,
            String files,
            String until,
            String outcome) {}

    static AttestationsView of(Kind kind, Attestation.Listing listed) {
        return new AttestationsView(
                kind,
                listed.items().stream().map(AttestationsView::row).toList(),
                listed.next() == null ? "" : listed.next().toString());
    }

    private static Row row(Attestation attestation) {
        Attestation.Act approved = attestation.approved();
        return new Row(
                attestation.id().toString(),
                attestation.requirement(),
                attestation.title(),
                attestation.framework() + ", " + account(attestation),
                attestation.requested().name(),
                approved == null ? "" : approved.name(),
                Formats.grouped(attestation.files().size()),
                Formats.date(attestation.validUntil()),
                outcome(attestation));
    }

    static String account(Attestation attestation) {
        return attestation.account() == null ? "every account" : "account " + Formats.spaced(attestation.account());
    }

    static String outcome(Attestation attestation) {
        return switch (attestation.state()) {
            case "ENDED" -> "Ended after " + Formats.date(attestation.validUntil());
            case "LAPSED" -> "Not answered before its end";
            default -> {
                Attestation.Act over = attestation.over();
                yield over == null ? "" : Formats.sentence(attestation.state()) + " by " + over.name();
            }
        };
    }

    public List<Tab> tabs() {
        return Arrays.stream(Kind.values())
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

    public String nothing() {
        return switch (kind) {
            case WAITING -> "Nothing waits for an answer";
            case IN_FORCE -> "No attestation is in force";
            case ENDED -> "Nothing has ended yet";
        };
    }

    public String nothingMore() {
        return switch (kind) {
            case WAITING ->
                "Some requirements nothing in AWS shows. Somebody who operates attests them, with what shows it.";
            case IN_FORCE ->
                "Requirements that no API shows stay manual until somebody attests them and an administrator approves it.";
            case ENDED -> "Attestations that are over stay listed here, with how they ended.";
        };
    }
}
