package io.vigil.reports.frameworks;

import io.vigil.checks.Framework;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.posture.Counter;
import io.vigil.reports.posture.Counts;
import io.vigil.reports.posture.ReadPosture;
import io.vigil.reports.posture.Score;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
        /** None fails, all of its checks were run, and something passed. */
        PASS,
        /** All of its checks were run, and there is nothing that they apply to. */
        NOT_APPLICABLE,
        /** No scan has run its checks. */
        NOT_EVALUATED,
        /** No API shows it; people keep the evidence. */
        MANUAL
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
            @Nullable String manual) {}

    public record CheckStanding(CheckId check, int pass, int fail, int undetermined) {}

    /** @param requirements how many of each status */
    public record Summary(
            String id,
            String name,
            String version,
            @Nullable Double score,
            double evaluatedShare,
            Map<Status, Long> requirements) {}

    private record Facts(Map<CheckId, List<Counter>> counters, Set<CheckId> judged) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;

    ReadFrameworks(TenantTransaction transaction, Catalogue catalogue) {
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    public List<Summary> list(TenantId tenant) {
        Facts facts = transaction.call(tenant, handle -> facts(handle, tenant, Optional.empty()));
        return catalogue.frameworks().stream()
                .map(framework -> standing(framework, facts))
                .map(standing -> new Summary(
                        standing.id(),
                        standing.name(),
                        standing.version(),
                        standing.score(),
                        standing.evaluatedShare(),
                        standing.requirements().stream()
                                .collect(Collectors.groupingBy(
                                        RequirementStanding::status, java.util.TreeMap::new, Collectors.counting()))))
                .toList();
    }

    /** @throws io.vigil.tenancy.Problem 404 if there is none of this id */
    public Standing read(TenantId tenant, String id, Optional<AccountId> account) {
        Framework framework = catalogue.framework(id);
        return standing(framework, transaction.call(tenant, handle -> facts(handle, tenant, account)));
    }

    private static Standing standing(Framework framework, Facts facts) {
        Score score = framework.requirements().stream()
                .flatMap(requirement -> requirement.checks().stream())
                .distinct()
                .flatMap(check -> facts.counters().getOrDefault(check, List.of()).stream())
                .map(Counter::score)
                .reduce(Score.NOTHING, Score::plus);
        return new Standing(
                framework.id(),
                framework.name(),
                framework.version(),
                ReadPosture.points(score),
                score.evaluatedShare(),
                framework.requirements().stream()
                        .map(requirement -> standing(requirement, facts))
                        .toList());
    }

    private static RequirementStanding standing(Framework.Requirement requirement, Facts facts) {
        List<CheckStanding> checks = requirement.checks().stream()
                .map(check -> {
                    Counts sum = facts.counters().getOrDefault(check, List.of()).stream()
                            .map(Counter::counts)
                            .reduce(Counts.NONE, Counts::plus);
                    return new CheckStanding(check, sum.pass(), sum.fail(), sum.undetermined());
                })
                .toList();
        return new RequirementStanding(
                requirement.id(),
                requirement.title(),
                requirement.section(),
                status(requirement, checks, facts.judged()),
                checks,
                requirement.manual().orElse(null));
    }

    static Status status(Framework.Requirement requirement, List<CheckStanding> checks, Set<CheckId> judged) {
        if (checks.isEmpty()) return requirement.manual().isEmpty() ? Status.NOT_EVALUATED : Status.MANUAL;
        if (checks.stream().anyMatch(check -> check.fail() > 0)) return Status.FAIL;
        if (checks.stream().noneMatch(check -> judged.contains(check.check()))) return Status.NOT_EVALUATED;
        boolean someNeverRun = checks.stream().anyMatch(check -> !judged.contains(check.check()));
        if (someNeverRun || checks.stream().anyMatch(check -> check.undetermined() > 0)) return Status.UNDETERMINED;
        return checks.stream().anyMatch(check -> check.pass() > 0) ? Status.PASS : Status.NOT_APPLICABLE;
    }

    private static Facts facts(Handle handle, TenantId tenant, Optional<AccountId> account) {
        Map<CheckId, List<Counter>> counters = Counter.of(handle, tenant).stream()
                .filter(counter -> account.isEmpty() || account.get().equals(counter.account()))
                .collect(Collectors.groupingBy(Counter::check));
        Set<CheckId> judged = new HashSet<>(handle.createQuery("""
                        select distinct check_id from check_judged
                        where tenant_id = :tenant and (:account::text is null or account = :account)
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.map(AccountId::value).orElse(null))
                .map((rs, ctx) -> new CheckId(rs.getString("check_id")))
                .list());
        return new Facts(counters, judged);
    }
}
