package io.vigil.reports.frameworks;

import io.vigil.checks.Framework;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.DecidedOut;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.ChosenFrameworks;
import io.vigil.reports.catalogue.PackInForce;
import io.vigil.reports.posture.Counter;
import io.vigil.reports.posture.Counts;
import io.vigil.reports.posture.ReadPosture;
import io.vigil.reports.posture.Score;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How a tenant stands against every requirement of a framework. */
@ApplicationScoped
public class ReadFrameworks {

    /** What may be said of a requirement. Nothing evaluated is never a pass. */
    public enum Status {
        /** At least one of its checks fails. */
        FAIL,
        /** None fails, and something could not be checked. */
        UNDETERMINED,
        /** None fails but what somebody accepted until a date; that is no pass. */
        EXCEPTED,
        /** None fails, all of its checks were run, and something passed. */
        PASS,
        /** All of its checks were run, and there is nothing that they apply to. */
        NOT_APPLICABLE,
        /** No scan has run its checks. */
        NOT_EVALUATED,
        /** No API shows it; people keep the evidence. */
        MANUAL,
        /** Somebody decided that it, or all of its checks, does not count. */
        DECIDED_OUT
    }

    public record Standing(
            String id,
            String name,
            String version,
            @Nullable Double score,
            double evaluatedShare,
            List<RequirementStanding> requirements) {}

    public record RequirementStanding(
            String id,
            String title,
            String section,
            Status status,
            List<CheckStanding> checks,
            @Nullable String manual,
            @Nullable DecidedOut decision) {}

    /**
     * @param excepted failing findings whose risk somebody accepted; they are not among the others
     * @param decidedOut whether the check does not count
     */
    public record CheckStanding(
            CheckId check, int pass, int fail, int undetermined, int excepted, boolean decidedOut) {}

    /**
     * @param chosen whether the tenant's pack names it
     * @param requirements how many of each status
     */
    public record Summary(
            String id,
            String name,
            String version,
            boolean chosen,
            @Nullable Double score,
            double evaluatedShare,
            Map<Status, Long> requirements) {}

    /** Summed once a check, since a large framework asks for each many times. */
    private record Facts(
            Map<CheckId, Counts> counts, Map<CheckId, Score> scores, Set<CheckId> judged, EffectivePack pack) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final ChosenFrameworks chosenFrameworks;

    ReadFrameworks(TenantTransaction transaction, Catalogue catalogue, ChosenFrameworks chosenFrameworks) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.chosenFrameworks = chosenFrameworks;
    }

    /** @param others also those that the tenant did not choose, after the chosen ones */
    public List<Summary> list(TenantId tenant, boolean others) {
        return transaction.call(tenant, handle -> {
            Facts facts = facts(handle, tenant, Optional.empty());
            List<Framework> chosen = chosenFrameworks.of(handle, tenant);
            Stream<Framework> rest = catalogue.frameworks().stream().filter(framework -> !chosen.contains(framework));
            return Stream.concat(chosen.stream(), others ? rest : Stream.of())
                    .map(framework -> summary(standing(framework, facts), chosen.contains(framework)))
                    .toList();
        });
    }

    private static Summary summary(Standing standing, boolean chosen) {
        return new Summary(
                standing.id(),
                standing.name(),
                standing.version(),
                chosen,
                standing.score(),
                standing.evaluatedShare(),
                standing.requirements().stream()
                        .collect(Collectors.groupingBy(
                                RequirementStanding::status, TreeMap::new, Collectors.counting())));
    }

    /** All that the tenant chose, from one reading. */
    public List<Standing> chosen(TenantId tenant, Optional<AccountId> account) {
        return transaction.call(tenant, handle -> {
            Facts facts = facts(handle, tenant, account);
            return chosenFrameworks.of(handle, tenant, account).stream()
                    .map(framework -> standing(framework, facts))
                    .toList();
        });
    }

    /**
     * Any framework there is, chosen or not.
     *
     * @throws io.vigil.tenancy.Problem 404 if there is none of this id
     */
    public Standing read(TenantId tenant, String id, Optional<AccountId> account) {
        Framework framework = catalogue.framework(id);
        return standing(framework, transaction.call(tenant, handle -> facts(handle, tenant, account)));
    }

    private static Standing standing(Framework framework, Facts facts) {
        Score score = framework.requirements().stream()
                .filter(requirement -> decision(framework, requirement, facts).isEmpty())
                .flatMap(requirement -> requirement.checks().stream())
                .distinct()
                .map(check -> facts.scores().getOrDefault(check, Score.NOTHING))
                .reduce(Score.NOTHING, Score::plus);
        return new Standing(
                framework.id(),
                framework.name(),
                framework.version(),
                ReadPosture.points(score),
                score.evaluatedShare(),
                framework.requirements().stream()
                        .map(requirement -> standing(framework, requirement, facts))
                        .toList());
    }

    private static Optional<DecidedOut> decision(Framework framework, Framework.Requirement requirement, Facts facts) {
        return facts.pack().decision(ControlId.of(framework.id(), requirement.id()));
    }

    private static RequirementStanding standing(Framework framework, Framework.Requirement requirement, Facts facts) {
        List<CheckStanding> checks = requirement.checks().stream()
                .map(check -> {
                    Counts sum = facts.counts().getOrDefault(check, Counts.NONE);
                    return new CheckStanding(
                            check,
                            sum.pass(),
                            sum.fail(),
                            sum.undetermined(),
                            sum.excepted(),
                            facts.pack().decides(check));
                })
                .toList();
        Optional<DecidedOut> decision = decision(framework, requirement, facts);
        return new RequirementStanding(
                requirement.id(),
                requirement.title(),
                requirement.section(),
                decision.isPresent() ? Status.DECIDED_OUT : status(requirement, checks, facts.judged()),
                checks,
                requirement.manual().orElse(null),
                decision.orElse(null));
    }

    static Status status(Framework.Requirement requirement, List<CheckStanding> all, Set<CheckId> judged) {
        List<CheckStanding> checks =
                all.stream().filter(check -> !check.decidedOut()).toList();
        if (checks.isEmpty() && !all.isEmpty()) return Status.DECIDED_OUT;
        if (checks.isEmpty()) return requirement.manual().isEmpty() ? Status.NOT_EVALUATED : Status.MANUAL;
        if (checks.stream().anyMatch(check -> check.fail() > 0)) return Status.FAIL;
        if (checks.stream().noneMatch(check -> judged.contains(check.check()))) return Status.NOT_EVALUATED;
        boolean someNeverRun = checks.stream().anyMatch(check -> !judged.contains(check.check()));
        if (someNeverRun || checks.stream().anyMatch(check -> check.undetermined() > 0)) return Status.UNDETERMINED;
        if (checks.stream().anyMatch(check -> check.excepted() > 0)) return Status.EXCEPTED;
        return checks.stream().anyMatch(check -> check.pass() > 0) ? Status.PASS : Status.NOT_APPLICABLE;
    }

    private static Facts facts(Handle handle, TenantId tenant, Optional<AccountId> account) {
        Map<CheckId, Counts> counts = new HashMap<>();
        Map<CheckId, Score> scores = new HashMap<>();
        for (Counter counter : Counter.of(handle, tenant)) {
            if (account.isPresent() && !account.get().equals(counter.account())) continue;
            counts.merge(counter.check(), counter.counts(), Counts::plus);
            scores.merge(counter.check(), counter.score(), Score::plus);
        }
        Set<CheckId> judged = new HashSet<>(handle.createQuery("""
                        select distinct check_id from check_judged
                        where tenant_id = :tenant and (:account::text is null or account = :account)
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.map(AccountId::value).orElse(null))
                .map((rs, ctx) -> new CheckId(rs.getString("check_id")))
                .list());
        return new Facts(counts, scores, judged, PackInForce.read(handle, tenant, account));
    }
}
