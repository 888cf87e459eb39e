package io.vigil.reports.kinds;

import io.vigil.contracts.AccountId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.Problem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which report is wanted.
 *
 * @param account the only one that it tells of; empty: all of the tenant's
 * @param framework id; of a framework report alone
 * @param span of a change report that is to be made; empty where each recipient has its own
 */
public record ReportAsk(ReportKind kind, Optional<AccountId> account, Optional<String> framework, Optional<Span> span) {

    /** @param since the first moment that counts; {@code until} is the first that does no longer */
    public record Span(Instant since, Instant until) {}

    public ReportAsk {
        if (framework.isPresent() != (kind == ReportKind.FRAMEWORK))
            throw new IllegalArgumentException("a %s of framework %s".formatted(kind, framework));
        if (span.isPresent() && kind != ReportKind.CHANGE)
            throw new IllegalArgumentException("a %s of the time %s".formatted(kind, span));
    }

    public static ReportAsk posture(Optional<AccountId> account) {
        return new ReportAsk(ReportKind.POSTURE, account, Optional.empty(), Optional.empty());
    }

    /**
     * As people ask for it, without a span.
     *
     * @throws Problem 400 for a kind that there is not, and for a framework where none or one is wanted, 404 for an unknown one
     */
    public static ReportAsk of(
            @Nullable String kind, @Nullable AccountId account, @Nullable String framework, Catalogue catalogue) {
        ReportKind wanted = ReportKind.of(kind);
        String named = framework == null ? "" : framework;
        if (wanted == ReportKind.FRAMEWORK && named.isEmpty())
            throw Problem.badRequest(
                    "framework: a framework report is of one framework, such as " + Catalogue.BASELINE);
        if (wanted != ReportKind.FRAMEWORK && !named.isEmpty())
            throw Problem.badRequest("framework: only a report of the kind framework is of one");
        return new ReportAsk(
                wanted,
                Optional.ofNullable(account),
                named.isEmpty()
                        ? Optional.empty()
                        : Optional.of(catalogue.framework(named).id()),
                Optional.empty());
    }

    /** Of the time between; the same if it is no change report. */
    public ReportAsk between(Instant since, Instant until) {
        if (kind != ReportKind.CHANGE) return this;
        return new ReportAsk(kind, account, framework, Optional.of(new Span(since, until)));
    }

    /** In a line, such as {@code framework nis2 111122223333}; two are alike if these are. */
    public String words() {
        return kind.word()
                + framework.map(id -> " " + id).orElse("")
                + account.map(id -> " " + id).orElse("");
    }

    /** What everybody got before there were kinds. */
    public boolean isPlain() {
        return kind == ReportKind.POSTURE && account.isEmpty();
    }
}
