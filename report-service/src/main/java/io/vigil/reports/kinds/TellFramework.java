package io.vigil.reports.kinds;

import static io.vigil.reports.kinds.Rows.Heading.inFiles;
import static io.vigil.reports.kinds.Rows.Heading.of;
import static io.vigil.reports.kinds.Rows.Heading.onPages;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.findings.Finding;
import io.vigil.reports.findings.ReadEvidence;
import io.vigil.reports.findings.ReadEvidence.Proven;
import io.vigil.reports.frameworks.ReadFrameworks;
import io.vigil.reports.frameworks.ReadFrameworks.CheckStanding;
import io.vigil.reports.frameworks.ReadFrameworks.RequirementStanding;
import io.vigil.reports.frameworks.ReadFrameworks.Standing;
import io.vigil.reports.kinds.Block.Dial;
import io.vigil.reports.kinds.Block.Figure;
import io.vigil.reports.kinds.Block.Figures;
import io.vigil.reports.kinds.Block.Lead;
import io.vigil.reports.kinds.Cell.Code;
import io.vigil.reports.kinds.Cell.Said;
import io.vigil.reports.kinds.Cell.Two;
import io.vigil.reports.kinds.Content.Section;
import io.vigil.reports.posture.Counts;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every requirement of a framework, with its verdict, what shows it, and what is accepted meanwhile. */
@ApplicationScoped
class TellFramework {
    /** Passes are counted beside their check: a large customer has hundreds of thousands, and nobody reads them one by one. */
    private static final List<Status> LISTED = List.of(Status.FAIL, Status.UNDETERMINED);

    private static final String NO_FACTS = "{}";

    private static final List<Rows.Heading> REQUIREMENT = List.of(
            inFiles("section"),
            of("requirement", "Number", 24),
            inFiles("title"),
            onPages("Requirement, and what answers for it", 0),
            of("standing", "Standing", 27),
            of("pass", "Pass", 14),
            of("fail", "Fail", 14),
            of("undetermined", "Unread", 16),
            of("excepted", "Excepted", 18),
            inFiles("checks"),
            inFiles("manual"),
            inFiles("decidedOutBy"),
            inFiles("decidedOutReason"));

    private final ReadFrameworks readFrameworks;
    private final ReadEvidence readEvidence;
    private final ReadExceptions readExceptions;
    private final TenantTransaction transaction;
    private final Catalogue catalogue;

    TellFramework(
            ReadFrameworks readFrameworks,
            ReadEvidence readEvidence,
            ReadExceptions readExceptions,
            TenantTransaction transaction,
            Catalogue catalogue) {
        this.readFrameworks = readFrameworks;
        this.readEvidence = readEvidence;
        this.readExceptions = readExceptions;
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    /** @throws io.vigil.tenancy.Problem 404 if there is no such framework */
    String name(String framework) {
        var known = catalogue.framework(framework);
        return known.name() + " " + known.version();
    }

    List<Section> sections(TenantId tenant, String framework, Optional<AccountId> account) {
        Standing standing = readFrameworks.read(tenant, framework, account);
        Map<CheckId, List<String>> requirements = requirements(standing);
        return List.of(
                new Section("Summary", summary(standing)),
                new Section("Requirements", requirementRows(standing)),
                new Section("Checks behind the requirements", checks(tenant, account, standing, requirements)),
                new Section("Evidence", evidence(tenant, account, requirements)),
                new Section("Exceptions", exceptions(tenant, account, requirements.keySet())));
    }

    private static Map<CheckId, List<String>> requirements(Standing standing) {
        Map<CheckId, List<String>> requirements = new TreeMap<>();
        for (RequirementStanding requirement : standing.requirements())
            for (CheckStanding check : requirement.checks())
                requirements
                        .computeIfAbsent(check.check(), none -> new ArrayList<>())
                        .add(requirement.id());
        return requirements;
    }

    private static List<Block> summary(Standing standing) {
        Map<ReadFrameworks.Status, Integer> counts = new EnumMap<>(ReadFrameworks.Status.class);
        for (RequirementStanding requirement : standing.requirements())
            counts.merge(requirement.status(), 1, Integer::sum);
        List<Figure> figures = new ArrayList<>();
        for (ReadFrameworks.Status status : ReadFrameworks.Status.values())
            if (counts.containsKey(status))
                figures.add(Figure.of(
                        Wording.standing(status),
                        counts.get(status),
                        Wording.said(status).tone()));
        Map<String, Map<CheckId, CheckStanding>> parts = new LinkedHashMap<>();
        for (RequirementStanding requirement : standing.requirements())
            for (CheckStanding check : requirement.checks())
                if (!check.decidedOut())
                    parts.computeIfAbsent(requirement.section(), none -> new LinkedHashMap<>())
                            .put(check.check(), check);
        Map<CheckId, CheckStanding> all = new HashMap<>();
        parts.values().forEach(all::putAll);
        return List.of(
                new Lead(Wording.count(standing.requirements().size(), "requirement", "requirements")
                        + ". Nothing evaluated is shown as not evaluated, never as a pass; what people keep evidence of is"
                        + " shown as manual and is in no score."),
                new Dial(standing.score(), standing.evaluatedShare(), sum(all), List.of()),
                new Figures(figures),
                Rows.of(
                        "",
                        "By section",
                        List.of(
                                onPages("Section", 0),
                                onPages("Requirements", 26),
                                onPages("Pass", 14),
                                onPages("Fail", 14),
                                onPages("Pass, fail, could not check, excepted", 62)),
                        "",
                        sectionRows(standing, parts)));
    }

    private static List<List<@Nullable Object>> sectionRows(
            Standing standing, Map<String, Map<CheckId, CheckStanding>> parts) {
        Map<String, List<RequirementStanding>> sections = sections(standing);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        sections.forEach((name, requirements) -> rows.add(List.of(
                name,
                requirements.size(),
                count(requirements, ReadFrameworks.Status.PASS),
                count(requirements, ReadFrameworks.Status.FAIL),
                new Cell.Bar(sum(parts.getOrDefault(name, Map.of()))))));
        return rows;
    }

    private static long count(List<RequirementStanding> requirements, ReadFrameworks.Status status) {
        return requirements.stream()
                .filter(requirement -> requirement.status() == status)
                .count();
    }

    private static Map<String, List<RequirementStanding>> sections(Standing standing) {
        return standing.requirements().stream()
                .collect(Collectors.groupingBy(RequirementStanding::section, LinkedHashMap::new, Collectors.toList()));
    }

    private static Counts sum(Map<CheckId, CheckStanding> checks) {
        return checks.values().stream()
                .map(check -> new Counts(check.pass(), check.fail(), 0, check.undetermined(), check.excepted(), 0))
                .reduce(Counts.NONE, Counts::plus);
    }

    /** A table a section of the framework, so that its name stands above it. */
    private static List<Block> requirementRows(Standing standing) {
        List<Block> tables = new ArrayList<>();
        sections(standing)
                .forEach((name, requirements) -> tables.add(Rows.of(
                        "requirement",
                        name,
                        REQUIREMENT,
                        "",
                        requirements.stream().map(TellFramework::row).toList())));
        return tables;
    }

    private static List<@Nullable Object> row(RequirementStanding requirement) {
        List<String> checks = requirement.checks().stream()
                .map(check -> check.check() + (check.decidedOut() ? " (decided out)" : ""))
                .toList();
        List<String> below = new ArrayList<>();
        if (requirement.decision() != null)
            below.add("Decided out by %s: %s"
                    .formatted(
                            requirement.decision().by(), requirement.decision().reason()));
        if (requirement.manual() != null) below.add(requirement.manual());
        Object shown = below.isEmpty()
                ? new Two(requirement.title(), new Code(String.join("\n", checks)))
                : new Two(requirement.title(), String.join("\n", below));
        return Arrays.asList(
                requirement.section(),
                new Code(requirement.id()),
                requirement.title(),
                shown,
                Wording.said(requirement.status()),
                sum(requirement, CheckStanding::pass),
                sum(requirement, CheckStanding::fail),
                sum(requirement, CheckStanding::undetermined),
                sum(requirement, CheckStanding::excepted),
                String.join(" ", checks),
                requirement.manual(),
                requirement.decision() == null ? null : requirement.decision().by(),
                requirement.decision() == null ? null : requirement.decision().reason());
    }

    private static int sum(RequirementStanding requirement, ToIntFunction<CheckStanding> of) {
        return requirement.checks().stream().mapToInt(of).sum();
    }

    private List<Block> checks(
            TenantId tenant, Optional<AccountId> account, Standing standing, Map<CheckId, List<String>> requirements) {
        Map<CheckId, Instant> judged = judged(tenant, account);
        Map<CheckId, CheckStanding> standings = new HashMap<>();
        for (RequirementStanding requirement : standing.requirements())
            for (CheckStanding check : requirement.checks()) standings.put(check.check(), check);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        requirements.forEach((check, ids) -> {
            CheckStanding its = standings.get(check);
            if (its == null) return;
            String answersFor = String.join(", ", ids);
            rows.add(Arrays.asList(
                    check,
                    catalogue.title(check),
                    new Two(catalogue.title(check), new Code(check + "\nfor " + answersFor)),
                    answersFor,
                    its.pass(),
                    its.fail(),
                    its.undetermined(),
                    its.excepted(),
                    judged.get(check),
                    judged.containsKey(check) ? judged.get(check) : new Said("never", "Never", "quiet")));
        });
        return List.of(
                new Lead(
                        "What was looked at, each check once, however many requirements it answers for, and when it was"
                                + " judged last."),
                Rows.of(
                        "check",
                        "",
                        List.of(
                                inFiles("check"),
                                inFiles("title"),
                                onPages("Check", 0),
                                inFiles("requirements"),
                                of("pass", "Pass", 14),
                                of("fail", "Fail", 14),
                                of("undetermined", "Unread", 16),
                                of("excepted", "Excepted", 18),
                                inFiles("lastJudged"),
                                onPages("Last judged", 36)),
                        "No check answers for this framework.",
                        rows));
    }

    private Map<CheckId, Instant> judged(TenantId tenant, Optional<AccountId> account) {
        Map<CheckId, Instant> judged = new HashMap<>();
        transaction.run(
                tenant,
                handle -> handle.createQuery("""
                        select check_id, max(judged_at) as judged_at from check_judged
                        where tenant_id = :tenant and (:account::text is null or account = :account) group by check_id
                        """)
                        .bind("tenant", tenant.value())
                        .bind("account", account.map(AccountId::value).orElse(null))
                        .map((row, context) -> Map.entry(
                                new CheckId(row.getString("check_id")),
                                row.getTimestamp("judged_at").toInstant()))
                        .forEach(each -> judged.put(each.getKey(), each.getValue())));
        return judged;
    }

    private List<Block> evidence(
            TenantId tenant, Optional<AccountId> account, Map<CheckId, List<String>> requirements) {
        return List.of(
                new Lead(
                        "Each finding that does not pass, with the facts that its check read. What passes is counted with"
                                + " its check."),
                Rows.of(
                        "evidence",
                        "",
                        List.of(
                                inFiles("check"),
                                inFiles("requirements"),
                                onPages("Check", 38),
                                of("account", "Account", 28),
                                inFiles("region"),
                                inFiles("resource"),
                                inFiles("resourceName"),
                                onPages("Resource", 40),
                                of("verdict", "Verdict", 28),
                                inFiles("message"),
                                inFiles("facts"),
                                onPages("What was found, and the facts", 0),
                                inFiles("missingAction"),
                                inFiles("lastSeen"),
                                inFiles("exception"),
                                inFiles("exceptedUntil")),
                        "Every finding of these checks passes, or none was evaluated.",
                        use -> readEvidence.forEach(
                                tenant, requirements.keySet(), LISTED, account, evidence(requirements, use))));
    }

    private static Consumer<Proven> evidence(
            Map<CheckId, List<String>> requirements, Consumer<List<@Nullable Object>> use) {
        return proven -> {
            Finding finding = proven.finding();
            String ids = String.join(", ", requirements.getOrDefault(finding.check(), List.of()));
            Finding.Excepted exception = finding.exception();
            String found = exception == null
                    ? finding.message()
                    : "%s\nExcepted until %s: %s".formatted(finding.message(), exception.until(), exception.reason());
            String what = finding.missingAction() == null ? found : found + "\nNeeds " + finding.missingAction();
            use.accept(Arrays.asList(
                    finding.check(),
                    ids,
                    new Two(finding.title(), new Code(ids)),
                    finding.account(),
                    finding.region(),
                    finding.resource(),
                    finding.resourceName(),
                    new Two(finding.resourceName(), new Code(finding.resource() + "\n" + finding.region())),
                    Wording.said(finding.status(), exception != null),
                    finding.message(),
                    proven.evidence(),
                    new Two(what, new Code(proven.evidence().equals(NO_FACTS) ? "" : proven.evidence())),
                    finding.missingAction(),
                    finding.lastSeen(),
                    exception == null ? null : exception.id(),
                    exception == null ? null : exception.until()));
        };
    }

    private List<Block> exceptions(TenantId tenant, Optional<AccountId> account, Set<CheckId> checks) {
        return List.of(
                new Lead(
                        "In force, where they may be about these checks: a risk that is accepted until a date never counts as"
                                + " a pass."),
                ExceptionsTold.rows(
                        "No exception is in force.",
                        readExceptions.inForce(tenant, account).stream()
                                .filter(shown -> shown.risk().scope().check() == null
                                        || checks.contains(shown.risk().scope().check()))
                                .toList()));
    }
}
