package io.vigil.reports.frameworks;

import io.vigil.checks.Framework;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.AttestationId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.DecidedOut;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.TenantId;
import io.vigil.reports.attestations.Attestation;
import io.vigil.reports.attestations.AttestedRequirements;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.ChosenFrameworks;
import io.vigil.reports.catalogue.PackInForce;
import io.vigil.reports.posture.Counter;
import io.vigil.reports.posture.Counts;
import io.vigil.reports.posture.ReadPosture;
import io.vigil.reports.posture.Score;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
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
        /** No scan has run its checks, or what was attested of it has ended. */
        NOT_EVALUATED,
        /** No API shows it, and somebody stands in for it until a day; that is no pass. */
        ATTESTED,
        /** No API shows it; people keep the evidence. */
        MANUAL,
        /** Somebody decided that it, or all of its checks, does not count. */
        DECIDED_OUT
    }

    /**
     * @param evaluatedShare of what its checks could look at; what is attested is not in it, nor in the score
     * @param people what is told of requirements that no API shows
     */
    public record Standing(
            String id,
            String name,
            String version,
            @Nullable Double score,
            double evaluatedShare,
            ByPeople people,
            List<RequirementStanding> requirements) {}

    /**
     * Of requirements that no API shows, and that count.
     *
     * @param attested those that somebody stands in for now
     * @param ended those that somebody did, until a day that has passed
     */
    public record ByPeople(int requirements, int attested, int ended) {
        static ByPeople of(List<RequirementStanding> all) {
            List<RequirementStanding> shown =
                    all.stream().filter(RequirementStanding::byPeople).toList();
            return new ByPeople(shown.size(), count(shown, Status.ATTESTED), count(shown, Status.NOT_EVALUATED));
        }

        private static int count(List<RequirementStanding> shown, Status status) {
            return (int) shown.stream()
                    .filter(requirement -> requirement.status() == status)
                    .count();
        }
    }

    /**
     * @param attestation in force, or the one that ended last; null where there is none
     * @param attestationWaiting one that waits for an answer
     * @param attestedAccounts how many accounts are attested for themselves, where all are asked for
     */
    public record RequirementStanding(
            String id,
            String title,
            String section,
            Status status,
            List<CheckStanding> checks,
            @Nullable String manual,
            @Nullable DecidedOut decision,
            @Nullable Attestation attestation,
            @Nullable AttestationId attestationWaiting,
            int attestedAccounts) {

        /** Whether people show it, and it counts. */
        public boolean byPeople() {
            return checks.isEmpty() && manual != null && status != Status.DECIDED_OUT;
        }
    }

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
            ByPeople people,
            Map<Status, Long> requirements) {}

    /** Summed once a check, since a large framework asks for each many times. */
    private record Facts(
            Map<CheckId, Counts> counts,
            Map<CheckId, Score> scores,
            Set<CheckId> judged,
            EffectivePack pack,
            AttestedRequirements attested) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final ChosenFrameworks chosenFrameworks;
    private final InstantSource clock;

    ReadFrameworks(
            TenantTransaction transaction,
            Catalogue catalogue,
            ChosenFrameworks chosenFrameworks,
            InstantSource clock) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.chosenFrameworks = chosenFrameworks;
        this.clock = clock;
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
                standing.people(),
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
        List<RequirementStanding> requirements = framework.requirements().stream()
                .map(requirement -> standing(framework, requirement, facts))
                .toList();
        return new Standing(
                framework.id(),
                framework.name(),
                framework.version(),
                ReadPosture.points(score),
                score.evaluatedShare(),
                ByPeople.of(requirements),
                requirements);
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
        ControlId control = ControlId.of(framework.id(), requirement.id());
        Attestation attestation = facts.attested().word(control);
        return new RequirementStanding(
                requirement.id(),
                requirement.title(),
                requirement.section(),
                decision.isPresent() ? Status.DECIDED_OUT : status(requirement, checks, facts.judged(), attestation),
                checks,
                requirement.manual().orElse(null),
                decision.orElse(null),
                attestation,
                facts.attested().waitingFor(control),
                facts.attested().accountsOf(control));
    }

    private static Status status(
            Framework.Requirement requirement,
            List<CheckStanding> all,
            Set<CheckId> judged,
            @Nullable Attestation attestation) {
        List<CheckStanding> checks =
                all.stream().filter(check -> !check.decidedOut()).toList();
        if (checks.isEmpty() && !all.isEmpty()) return Status.DECIDED_OUT;
        if (checks.isEmpty()) return requirement.manual().isEmpty() ? Status.NOT_EVALUATED : byPeople(attestation);
        if (checks.stream().anyMatch(check -> check.fail() > 0)) return Status.FAIL;
        if (checks.stream().noneMatch(check -> judged.contains(check.check()))) return Status.NOT_EVALUATED;
        boolean someNeverRun = checks.stream().anyMatch(check -> !judged.contains(check.check()));
        if (someNeverRun || checks.stream().anyMatch(check -> check.undetermined() > 0)) return Status.UNDETERMINED;
        if (checks.stream().anyMatch(check -> check.excepted() > 0)) return Status.EXCEPTED;
        return checks.stream().anyMatch(check -> check.pass() > 0) ? Status.PASS : Status.NOT_APPLICABLE;
    }

    /** Over by its day, nobody stands in for it any more. */
    private static Status byPeople(@Nullable Attestation attestation) {
        if (attestation == null) return Status.MANUAL;
        return attestation.state() == Attestation.State.IN_FORCE ? Status.ATTESTED : Status.NOT_EVALUATED;
    }

    private Facts facts(Handle handle, TenantId tenant, Optional<AccountId> account) {
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
        return new Facts(
                counts,
                scores,
                judged,
                PackInForce.read(handle, tenant, account),
                AttestedRequirements.read(handle, tenant, account, clock.instant()));
    }
}
