package io.vigil.reports.kinds;

import static io.vigil.reports.kinds.Rows.Heading.inFiles;
import static io.vigil.reports.kinds.Rows.Heading.of;
import static io.vigil.reports.kinds.Rows.Heading.onPages;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Owner;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.findings.FindingFilter;
import io.vigil.reports.findings.GroupFindings;
import io.vigil.reports.frameworks.ReadFrameworks;
import io.vigil.reports.kinds.Block.Dial;
import io.vigil.reports.kinds.Block.Figure;
import io.vigil.reports.kinds.Block.Figures;
import io.vigil.reports.kinds.Block.History;
import io.vigil.reports.kinds.Block.Lead;
import io.vigil.reports.kinds.Block.Part;
import io.vigil.reports.kinds.Cell.Bar;
import io.vigil.reports.kinds.Cell.Points;
import io.vigil.reports.kinds.Cell.Share;
import io.vigil.reports.kinds.Content.Section;
import io.vigil.reports.kinds.ReadRemediation.Remedied;
import io.vigil.reports.posture.Counter;
import io.vigil.reports.posture.Counts;
import io.vigil.reports.posture.Posture;
import io.vigil.reports.posture.ReadPosture;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How things stand and who must act, on one or two pages. */
@ApplicationScoped
class TellExecutive {
    private static final int RISKS_SHOWN = 5;
    private static final String NO_TREND = "Days are kept for the customer as a whole; one account alone has no trend.";
    private static final String YOUNG = "The trend begins with the second day.";

    private final ReadPosture readPosture;
    private final ReadFrameworks readFrameworks;
    private final GroupFindings groupFindings;
    private final ReadRemediation readRemediation;
    private final TenantTransaction transaction;
    private final Catalogue catalogue;

    TellExecutive(
            ReadPosture readPosture,
            ReadFrameworks readFrameworks,
            GroupFindings groupFindings,
            ReadRemediation readRemediation,
            TenantTransaction transaction,
            Catalogue catalogue) {
        this.readPosture = readPosture;
        this.readFrameworks = readFrameworks;
        this.groupFindings = groupFindings;
        this.readRemediation = readRemediation;
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    List<Section> sections(TenantId tenant, Optional<AccountId> account) {
        Posture posture = readPosture.read(tenant, Catalogue.BASELINE, account);
        return List.of(
                new Section("Where it stands", standing(posture, readFrameworks.chosen(tenant, account))),
                new Section("How it went", trend(posture, account)),
                new Section("Top risks", risks(tenant, account)),
                new Section("Who must act", actors(tenant, account)),
                new Section("Time to remediate", remediation(tenant, account, posture)));
    }

    private static List<Block> standing(Posture posture, List<ReadFrameworks.Standing> frameworks) {
        Posture.Severities open = posture.severities();
        List<List<@Nullable Object>> scores = new ArrayList<>();
        scores.add(score("all", "", posture.score(), posture.evaluatedShare()));
        for (Posture.Layer layer : posture.layers())
            scores.add(score("layer", layer.layer(), layer.score(), layer.evaluatedShare()));
        List<List<@Nullable Object>> chosen = new ArrayList<>();
        for (ReadFrameworks.Standing framework : frameworks) {
            String name = framework.name() + " " + framework.version();
            scores.add(score("framework", framework.id(), framework.score(), framework.evaluatedShare()));
            chosen.add(List.of(
                    name,
                    new Points(framework.score()),
                    new Share(framework.evaluatedShare()),
                    requirements(framework, ReadFrameworks.Status.PASS),
                    requirements(framework, ReadFrameworks.Status.FAIL),
                    framework.requirements().size()));
        }
        return List.of(
                new Dial(
                        posture.score(),
                        posture.evaluatedShare(),
                        posture.counts(),
                        posture.layers().stream()
                                .map(layer -> new Part(
                                        Wording.sentence(layer.layer()),
                                        layer.score(),
                                        layer.evaluatedShare(),
                                        layer.counts()))
                                .toList()),
                new Figures(List.of(
                        Figure.of("Critical open", open.critical(), "critical"),
                        Figure.of("High open", open.high(), "high"),
                        Figure.of("Medium open", open.medium(), "medium"),
                        Figure.of("Low open", open.low(), "low"),
                        Figure.of("Overdue", posture.overdue().total(), ""),
                        Figure.of("Could not check", posture.counts().undetermined(), "unread"),
                        Figure.of("Excepted", posture.counts().excepted(), ""))),
                Rows.of(
                        "framework",
                        "",
                        List.of(
                                onPages("Framework", 0),
                                onPages("Score", 16),
                                onPages("Evaluated", 20),
                                onPages("Pass", 16),
                                onPages("Fail", 16),
                                onPages("Requirements", 26)),
                        "",
                        chosen),
                Rows.of(
                                "score",
                                "",
                                List.of(inFiles("of"), inFiles("part"), inFiles("score"), inFiles("evaluatedShare")),
                                "",
                                scores)
                        .inFiles());
    }

    private static List<@Nullable Object> score(String of, String part, @Nullable Double score, double share) {
        return Arrays.asList(of, part, score, share);
    }

    private static long requirements(ReadFrameworks.Standing framework, ReadFrameworks.Status status) {
        return framework.requirements().stream()
                .filter(requirement -> requirement.status() == status)
                .count();
    }

    private static List<Block> trend(Posture posture, Optional<AccountId> account) {
        Posture.Changes changes = posture.changes();
        List<Block> blocks = new ArrayList<>();
        if (posture.history().size() > 1) blocks.add(new History(posture.history()));
        else blocks.add(new Lead(account.isPresent() ? NO_TREND : YOUNG));
        blocks.add(new Figures(List.of(
                Figure.of("New in 7 days", changes.opened(), ""),
                Figure.of("Resolved in 7 days", changes.resolved(), "pass"),
                Figure.of("Reopened in 7 days", changes.reopened(), ""),
                Figure.of("Excepted in 7 days", changes.excepted(), ""))));
        List<List<@Nullable Object>> days = new ArrayList<>();
        for (Posture.Day day : posture.history())
            days.add(Arrays.asList(
                    day.day(), day.score(), day.evaluatedShare(), day.critical(), day.high(), day.medium(), day.low()));
        blocks.add(Rows.of(
                        "day",
                        "",
                        List.of(
                                inFiles("day"),
                                inFiles("score"),
                                inFiles("evaluatedShare"),
                                inFiles("critical"),
                                inFiles("high"),
                                inFiles("medium"),
                                inFiles("low")),
                        "",
                        days)
                .inFiles());
        return blocks;
    }

    private List<Block> risks(TenantId tenant, Optional<AccountId> account) {
        List<GroupFindings.Group> open = groupFindings.byCheck(
                tenant,
                FindingFilter.ofAccount(account.map(AccountId::value).orElse(null))
                        .withState("open"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (GroupFindings.Group group : open.stream().limit(RISKS_SHOWN).toList())
            rows.add(List.of(
                    group.severity(),
                    group.check(),
                    group.title(),
                    new Cell.Two(group.title(), catalogue.risk(group.check())),
                    group.owner(),
                    Wording.owner(group.owner()),
                    group.open()));
        String more = open.size() > RISKS_SHOWN
                ? "The %d worst of %d checks that have something open.".formatted(RISKS_SHOWN, open.size())
                : "Every check that has something open, the worst first.";
        return List.of(
                new Lead(more),
                Rows.of(
                        "risk",
                        "",
                        List.of(
                                of("severity", "Severity", 22),
                                inFiles("check"),
                                inFiles("title"),
                                onPages("What, and why it matters", 0),
                                inFiles("owner"),
                                onPages("Who acts", 40),
                                of("open", "Open", 14)),
                        "Nothing is open.",
                        rows));
    }

    private List<Block> actors(TenantId tenant, Optional<AccountId> account) {
        Set<CheckId> checks = catalogue.checksOf(Catalogue.BASELINE);
        List<Counter> counters = transaction.call(tenant, handle -> Counter.of(handle, tenant)).stream()
                .filter(counter -> checks.contains(counter.check()))
                .filter(counter -> account.isEmpty() || account.get().equals(counter.account()))
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Owner owner : Owner.values()) {
            List<Counter> its = counters.stream()
                    .filter(counter -> counter.owner().equals(owner.label()))
                    .toList();
            List<@Nullable Object> row = new ArrayList<>();
            row.add(owner.label());
            row.add(Wording.owner(owner.label()));
            for (Severity severity : Severity.values())
                row.add(its.stream()
                        .filter(counter -> counter.severity() == severity)
                        .mapToInt(Counter::open)
                        .sum());
            row.add(its.stream().mapToInt(Counter::overdue).sum());
            row.add(new Bar(its.stream().map(Counter::counts).reduce(Counts.NONE, Counts::plus)));
            rows.add(row);
        }
        return List.of(Rows.of(
                "side",
                "",
                List.of(
                        inFiles("owner"),
                        onPages("Side", 0),
                        of("critical", "Critical", 16),
                        of("high", "High", 14),
                        of("medium", "Medium", 16),
                        of("low", "Low", 14),
                        of("overdue", "Overdue", 17),
                        onPages("Pass, fail, could not check", 46)),
                "",
                rows));
    }

    private List<Block> remediation(TenantId tenant, Optional<AccountId> account, Posture posture) {
        List<Remedied> remedied = readRemediation.read(tenant, account, posture.asOf());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Remedied of : remedied)
            rows.add(Arrays.asList(
                    of.severity(),
                    of.fixed(),
                    of.mean() == null ? null : of.mean().toSeconds(),
                    of.mean() == null ? null : Wording.span(of.mean()),
                    of.days(),
                    open(posture.severities(), of.severity()),
                    open(posture.overdue(), of.severity())));
        return List.of(
                new Lead(
                        "From a finding's opening to its end as fixed, of what was fixed in the last %d days and is still."
                                .formatted(ReadRemediation.LATELY.toDays())),
                Rows.of(
                        "remediation",
                        "",
                        List.of(
                                of("severity", "Severity", 0),
                                of("fixed", "Fixed", 24),
                                inFiles("meanSeconds"),
                                onPages("Mean time", 34),
                                of("withinDays", "To be fixed in days", 34),
                                of("open", "Open", 20),
                                of("overdue", "Overdue", 20)),
                        "",
                        rows));
    }

    private static int open(Posture.Severities severities, Severity severity) {
        return switch (severity) {
            case CRITICAL -> severities.critical();
            case HIGH -> severities.high();
            case MEDIUM -> severities.medium();
            case LOW -> severities.low();
        };
    }
}
