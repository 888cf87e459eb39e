package io.vigil.reports.kinds;

import static io.vigil.reports.kinds.Rows.Heading.inFiles;
import static io.vigil.reports.kinds.Rows.Heading.of;
import static io.vigil.reports.kinds.Rows.Heading.onPages;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.changes.Between;
import io.vigil.reports.changes.ListChanges;
import io.vigil.reports.changes.ReadChanges.Kind;
import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.kinds.Block.Figure;
import io.vigil.reports.kinds.Block.Figures;
import io.vigil.reports.kinds.Block.Lead;
import io.vigil.reports.kinds.Cell.Code;
import io.vigil.reports.kinds.Cell.Two;
import io.vigil.reports.kinds.Content.Section;
import io.vigil.reports.kinds.ReadUnevaluated.Counted;
import io.vigil.reports.kinds.ReadUnevaluated.Unevaluated;
import io.vigil.reports.kinds.ReportAsk.Span;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became different since a moment. */
@ApplicationScoped
class TellChanges {
    private final ListChanges listChanges;
    private final ReadUnevaluated readUnevaluated;
    private final ReadExceptions readExceptions;
    private final TenantTransaction transaction;

    TellChanges(
            ListChanges listChanges,
            ReadUnevaluated readUnevaluated,
            ReadExceptions readExceptions,
            TenantTransaction transaction) {
        this.listChanges = listChanges;
        this.readUnevaluated = readUnevaluated;
        this.readExceptions = readExceptions;
        this.transaction = transaction;
    }

    List<Section> sections(TenantId tenant, Span span, Optional<AccountId> account) {
        Between between = Between.noted(span.since(), span.until(), account);
        ListChanges.Sums sums = transaction.call(tenant, handle -> listChanges.sums(handle, tenant, between));
        Counted unevaluated = readUnevaluated.count(tenant, span, account);
        return List.of(
                new Section("Summary", summary(sums, unevaluated)),
                new Section("New", List.of(changes(tenant, between, Kind.OPENED, "Nothing new failed."))),
                new Section("Reopened", List.of(changes(tenant, between, Kind.REOPENED, "Nothing failed again."))),
                new Section(
                        "Fixed or otherwise resolved",
                        List.of(changes(tenant, between, Kind.RESOLVED, "Nothing was resolved."))),
                new Section("Excepted", excepted(tenant, span, between, account)),
                new Section("Not evaluated", unevaluated(tenant, span, account)));
    }

    private static List<Block> summary(ListChanges.Sums sums, Counted unevaluated) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(List.of(
                sums.opened(),
                sums.reopened(),
                sums.resolved(),
                sums.excepted(),
                unevaluated.lately(),
                unevaluated.all()));
        return List.of(
                new Lead(
                        "Counted are findings that were open before or are now; the chapters list every step, also of what"
                                + " came and went between."),
                new Figures(List.of(
                        Figure.of("New", sums.opened(), sums.opened() > 0 ? "high" : ""),
                        Figure.of("Reopened", sums.reopened(), sums.reopened() > 0 ? "high" : ""),
                        Figure.of("Resolved", sums.resolved(), "pass"),
                        Figure.of("Excepted", sums.excepted(), ""),
                        Figure.of("Not evaluated since", unevaluated.lately(), "unread"),
                        Figure.of("Not evaluated", unevaluated.all(), "unread"))),
                Rows.of(
                                "sums",
                                "",
                                List.of(
                                        inFiles("opened"),
                                        inFiles("reopened"),
                                        inFiles("resolved"),
                                        inFiles("excepted"),
                                        inFiles("notEvaluatedSince"),
                                        inFiles("notEvaluated")),
                                "",
                                rows)
                        .inFiles());
    }

    private Rows changes(TenantId tenant, Between between, Kind kind, String none) {
        return Rows.of(
                "change",
                "",
                List.of(
                        of("at", "Seen", 24),
                        inFiles("transition"),
                        inFiles("was"),
                        onPages("Change", 22),
                        of("severity", "Severity", 20),
                        inFiles("finding"),
                        inFiles("check"),
                        inFiles("title"),
                        onPages("What", 0),
                        of("account", "Account", 28),
                        inFiles("region"),
                        inFiles("resource"),
                        inFiles("resourceName"),
                        onPages("Resource", 40)),
                none,
                use -> listChanges.forEach(
                        transaction,
                        tenant,
                        between,
                        kind,
                        change -> use.accept(Arrays.asList(
                                change.at(),
                                Wording.word(change.transition()),
                                change.was(),
                                Wording.sentence(change.transition()),
                                change.severity(),
                                change.finding(),
                                change.check(),
                                change.title(),
                                new Two(change.title(), new Code(change.check().value())),
                                change.account(),
                                change.region(),
                                change.resource(),
                                change.resourceName(),
                                new Two(
                                        change.resourceName(),
                                        new Code(change.resource() + "\n" + change.region()))))));
    }

    private List<Block> excepted(TenantId tenant, Span span, Between between, Optional<AccountId> account) {
        List<ReadExceptions.Shown> begun = readExceptions.inForce(tenant, account).stream()
                .filter(shown -> shown.risk().approved() != null
                        && isIn(span, shown.risk().approved().at()))
                .toList();
        return List.of(
                new Lead(
                        "Findings whose risk somebody accepted until a date, and the exceptions that were approved in this"
                                + " time and are in force."),
                changes(tenant, between, Kind.EXCEPTED, "Nothing was excepted."),
                ExceptionsTold.rows("", begun));
    }

    private static boolean isIn(Span span, Instant at) {
        return !at.isBefore(span.since()) && at.isBefore(span.until());
    }

    private List<Block> unevaluated(TenantId tenant, Span span, Optional<AccountId> account) {
        return List.of(
                new Lead(
                        "What cannot be checked, the newest first, and accounts that no scan has looked at in this time. It is"
                                + " neither better nor worse than it was: nobody knows."),
                Rows.of(
                        "unscanned",
                        "Accounts without a scan",
                        List.of(
                                of("account", "Account", 34),
                                of("accountName", "Name", 0),
                                of("lastScan", "Last scan", 44)),
                        "Every account was scanned in this time.",
                        readUnevaluated.unscanned(tenant, span, account).stream()
                                .map(each ->
                                        Arrays.<@Nullable Object>asList(each.account(), each.name(), each.lastScan()))
                                .toList()),
                Rows.of(
                        "unevaluated",
                        "Findings that could not be checked",
                        List.of(
                                of("since", "Since", 24),
                                of("severity", "Severity", 20),
                                inFiles("finding"),
                                inFiles("check"),
                                inFiles("title"),
                                onPages("What", 0),
                                of("account", "Account", 28),
                                inFiles("region"),
                                inFiles("resource"),
                                inFiles("resourceName"),
                                onPages("Resource", 40),
                                inFiles("reason"),
                                inFiles("missingAction"),
                                onPages("Why", 34)),
                        "Everything that was asked for could be checked.",
                        use -> readUnevaluated.forEach(tenant, span, account, each -> use.accept(row(each)))));
    }

    private static List<@Nullable Object> row(Unevaluated of) {
        return Arrays.asList(
                of.since(),
                of.severity(),
                of.finding(),
                of.check(),
                of.title(),
                new Two(of.title(), new Code(of.check().value())),
                of.account(),
                of.region(),
                of.resource(),
                of.resourceName(),
                new Two(of.resourceName(), new Code(of.resource() + "\n" + of.region())),
                of.reason(),
                of.missingAction(),
                of.missingAction() == null
                        ? Wording.reason(of.reason())
                        : new Two(Wording.reason(of.reason()), new Code(of.missingAction())));
    }
}
