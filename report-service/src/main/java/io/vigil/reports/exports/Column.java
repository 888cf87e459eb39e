package io.vigil.reports.exports;

import io.vigil.reports.findings.Finding;
import io.vigil.reports.packs.PacksSaid;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column of the tables that findings are written as; a new one is a line in {@link #ALL}.
 *
 * @param width in characters, as far as a spreadsheet shows it at first
 */
record Column(String name, int width, Value value) {
    private static final int NARROW = 14;
    private static final int MOMENT = 22;
    private static final int WIDE = 46;

    /** What stands in the cell: text, a time, a date, or nothing. */
    interface Value {
        /** @param asOf when the table is written */
        @Nullable
        Object of(Finding finding, PacksSaid.@Nullable Out decidedOut, Instant asOf);
    }

    /** In the order in which they stand; readers go by the names. */
    static final List<Column> ALL = List.of(
            of("id", WIDE, Finding::id),
            of("check", WIDE, Finding::check),
            of("title", WIDE, Finding::title),
            of("severity", NARROW, finding -> finding.severity().label()),
            of("layer", NARROW, Finding::layer),
            of("service", NARROW, Finding::service),
            of("owner", NARROW, Finding::owner),
            of("account", NARROW, Finding::account),
            of("region", NARROW, Finding::region),
            of("resource", WIDE, Finding::resource),
            of("resourceType", MOMENT, Finding::resourceType),
            of("resourceName", WIDE, Finding::resourceName),
            of("status", NARROW, Finding::status),
            of("state", NARROW, Finding::state),
            of("resolution", NARROW, Finding::resolution),
            of("message", WIDE, Finding::message),
            of("reason", NARROW, Finding::reason),
            of("missingAction", MOMENT, Finding::missingAction),
            of("firstSeen", MOMENT, Finding::firstSeen),
            of("lastSeen", MOMENT, Finding::lastSeen),
            of("lastChanged", MOMENT, Finding::lastChanged),
            of("openedAt", MOMENT, Finding::openedAt),
            of("resolvedAt", MOMENT, Finding::resolvedAt),
            of("undeterminedSince", MOMENT, Finding::undeterminedSince),
            of("record", NARROW, finding -> "finding"),
            behind("pack", NARROW),
            decided("decidedOutBy", NARROW, PacksSaid.Out::by),
            decided("decidedOutSince", MOMENT, PacksSaid.Out::since),
            decided("decidedOutReason", WIDE, PacksSaid.Out::reason),
            decided("decidedOutReview", NARROW, PacksSaid.Out::reviewOn),
            excepted("exception", NARROW, Finding.Excepted::id),
            excepted("exceptedUntil", MOMENT, Finding.Excepted::until),
            excepted("exceptionReason", WIDE, Finding.Excepted::reason),
            excepted("exceptionControl", WIDE, Finding.Excepted::control),
            excepted("exceptionRequestedBy", NARROW, Finding.Excepted::requestedBy),
            excepted("exceptionApprovedBy", NARROW, Finding.Excepted::approvedBy),
            of("dueAt", MOMENT, Finding::dueAt),
            new Column(
                    "overdue",
                    NARROW,
                    (finding, out, asOf) -> finding.dueAt() == null ? null : finding.isOverdue(asOf)),
            of(
                    "assignee",
                    MOMENT,
                    finding -> finding.assignee() == null
                            ? null
                            : finding.assignee().name()),
            tickets("tickets", MOMENT, Finding.TicketLink::key),
            tickets("ticketUrls", WIDE, Finding.TicketLink::url),
            behind("attestation", NARROW),
            behind("attestedUntil", NARROW),
            behind("attestationStatement", WIDE),
            behind("attestedBy", NARROW),
            behind("attestationApprovedBy", NARROW),
            behind("attestationEvidence", WIDE));

    private static Column of(String name, int width, Function<Finding, @Nullable Object> value) {
        return new Column(name, width, (finding, out, asOf) -> value.apply(finding));
    }

    /** Of what stands behind the findings, and never of one. */
    private static Column behind(String name, int width) {
        return of(name, width, finding -> null);
    }

    private static Column decided(String name, int width, Function<PacksSaid.Out, @Nullable Object> value) {
        return new Column(name, width, (finding, out, asOf) -> out == null ? null : value.apply(out));
    }

    private static Column excepted(String name, int width, Function<Finding.Excepted, @Nullable Object> value) {
        return of(name, width, finding -> finding.exception() == null ? null : value.apply(finding.exception()));
    }

    /** Neither part holds a space. */
    private static Column tickets(String name, int width, Function<Finding.TicketLink, String> part) {
        return of(name, width, finding -> finding.tickets().stream().map(part).collect(Collectors.joining(" ")));
    }
}
