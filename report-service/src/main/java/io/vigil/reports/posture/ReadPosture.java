package io.vigil.reports.posture;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Layer;
import io.vigil.contracts.Owner;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.changes.ListChanges;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Computes a tenant's posture from its counters; no finding is read but the notable changes. */
@ApplicationScoped
public class ReadPosture {
    private static final Duration CHANGES_OF = Duration.ofDays(7);
    private static final int HISTORY_DAYS = 90;
    private static final int STEPS_SHOWN = 3;
    private static final int NOTABLE_SHOWN = 5;

    private record KnownAccount(
            AccountId account, String name, @Nullable Instant lastFoldedAt) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final ListChanges listChanges;
    private final InstantSource clock;

    ReadPosture(TenantTransaction transaction, Catalogue catalogue, ListChanges listChanges, InstantSource clock) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.listChanges = listChanges;
        this.clock = clock;
    }

    /**
     * @param account one of them, or all; the history is then empty, because days are kept by tenant
     * @throws Problem 404 if there is no such framework
     */
    public Posture read(TenantId tenant, String framework, Optional<AccountId> account) {
        catalogue.framework(framework);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return transaction.call(tenant, handle -> compute(handle, tenant, framework, account, now));
    }

    private Posture compute(
            Handle handle, TenantId tenant, String framework, Optional<AccountId> account, Instant now) {
        Set<CheckId> checks = catalogue.checksOf(framework);
        List<Counter> counters = Counter.of(handle, tenant).stream()
                .filter(counter -> checks.contains(counter.check()))
                .filter(counter -> account.isEmpty() || account.get().equals(counter.account()))
                .toList();
        Score score = Counter.total(counters);
        Instant since = now.minus(CHANGES_OF);
        ListChanges.Sums sums = listChanges.sums(handle, tenant, since, account);
        return new Posture(
                now,
                points(score),
                score.evaluatedShare(),
                framework,
                sum(counters),
                layers(counters),
                sides(counters),
                Posture.Severities.of(counters),
                Posture.Severities.overdue(counters),
                accounts(handle, tenant, counters).stream()
                        .filter(known -> account.isEmpty() || account.get().equals(known.account()))
                        .toList(),
                account.isPresent() ? List.of() : history(handle, tenant, framework, now),
                new Posture.Changes(
                        since,
                        sums.opened(),
                        sums.resolved(),
                        sums.reopened(),
                        sums.excepted(),
                        sums.decidedOut(),
                        listChanges.notable(handle, tenant, since, account, NOTABLE_SHOWN)),
                steps(counters, score));
    }

    public static @Nullable Double points(Score score) {
        return score.points().isPresent() ? score.points().getAsDouble() : null;
    }

    private static Counts sum(List<Counter> counters) {
        return counters.stream().map(Counter::counts).reduce(Counts.NONE, Counts::plus);
    }

    private List<Posture.Layer> layers(List<Counter> counters) {
        return Arrays.stream(Layer.values())
                .map(layer -> {
                    List<Counter> of = counters.stream()
                            .filter(counter -> counter.layer().equals(layer.label()))
                            .toList();
                    Score score = Counter.total(of);
                    Posture.Gap gap = byCheck(of).values().stream()
                            .filter(group -> group.fail() > 0)
                            .max(Comparator.comparingLong(CheckSum::failingWeight)
                                    .thenComparing(group -> group.check().value(), Comparator.reverseOrder()))
                            .map(group -> new Posture.Gap(group.check(), catalogue.title(group.check()), group.fail()))
                            .orElse(null);
                    return new Posture.Layer(layer.label(), points(score), score.evaluatedShare(), sum(of), gap);
                })
                .toList();
    }

    private static List<Posture.Side> sides(List<Counter> counters) {
        return Arrays.stream(Owner.values())
                .map(owner -> {
                    List<Counter> of = counters.stream()
                            .filter(counter -> counter.owner().equals(owner.label()))
                            .toList();
                    Score score = Counter.total(of);
                    return new Posture.Side(
                            owner.label(),
                            points(score),
                            score.evaluatedShare(),
                            sum(of),
                            Posture.Severities.of(of).total());
                })
                .toList();
    }

    private List<Posture.Step> steps(List<Counter> counters, Score score) {
        return byCheck(counters).values().stream()
                .filter(group -> group.fail() > 0)
                .sorted(Comparator.comparingLong(CheckSum::failingWeight)
                        .reversed()
                        .thenComparing(group -> group.first().severity())
                        .thenComparing(CheckSum::check))
                .limit(STEPS_SHOWN)
                .map(group -> new Posture.Step(
                        group.check(),
                        catalogue.title(group.check()),
                        group.first().severity(),
                        group.first().owner(),
                        group.fail(),
                        score.gain(group.failingWeight())))
                .toList();
    }

    private record CheckSum(CheckId check, Counter first, int fail, long failingWeight) {
        static CheckSum of(List<Counter> rows) {
            return new CheckSum(
                    rows.getFirst().check(),
                    rows.stream().min(Comparator.comparing(Counter::severity)).orElseThrow(),
                    rows.stream().mapToInt(row -> row.counts().fail()).sum(),
                    rows.stream()
                            .mapToLong(row -> (long) Counts.weight(row.severity())
                                    * row.counts().fail())
                            .sum());
        }
    }

    private static Map<CheckId, CheckSum> byCheck(List<Counter> counters) {
        return counters.stream()
                .collect(Collectors.groupingBy(
                        Counter::check, TreeMap::new, Collectors.collectingAndThen(Collectors.toList(), CheckSum::of)));
    }

    private static List<Posture.Account> accounts(Handle handle, TenantId tenant, List<Counter> counters) {
        Map<AccountId, List<Counter>> byAccount = counters.stream().collect(Collectors.groupingBy(Counter::account));
        return known(handle, tenant).stream()
                .map(known -> {
                    List<Counter> of = byAccount.getOrDefault(known.account(), List.of());
                    Score score = Counter.total(of);
                    return new Posture.Account(
                            known.account(),
                            known.name(),
                            points(score),
                            score.evaluatedShare(),
                            known.lastFoldedAt(),
                            Posture.Severities.of(of).total());
                })
                .toList();
    }

    private static List<KnownAccount> known(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select coalesce(a.account, f.account) as account, coalesce(a.name, f.account) as name, f.last_folded_at
                        from (select * from account where tenant_id = :tenant) a
                        full join (select * from fleet_account where tenant_id = :tenant) f using (tenant_id, account)
                        where coalesce(a.connected, true) order by 2, 1
                        """)
                .bind("tenant", tenant.value())
                .map((rs, ctx) -> {
                    var folded = rs.getTimestamp("last_folded_at");
                    return new KnownAccount(
                            new AccountId(rs.getString("account")),
                            rs.getString("name"),
                            folded == null ? null : folded.toInstant());
                })
                .list();
    }

    private static List<Posture.Day> history(Handle handle, TenantId tenant, String framework, Instant now) {
        return handle.createQuery("""
                        select day, score, evaluated_share, critical, high, medium, low from fleet_day
                        where tenant_id = :tenant and framework = :framework and day > :from order by day
                        """)
                .bind("tenant", tenant.value())
                .bind("framework", framework)
                .bind("from", LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(HISTORY_DAYS))
                .map((rs, ctx) -> {
                    var score = rs.getBigDecimal("score");
                    return new Posture.Day(
                            rs.getObject("day", LocalDate.class),
                            score == null ? null : score.doubleValue(),
                            rs.getDouble("evaluated_share"),
                            rs.getInt("critical"),
                            rs.getInt("high"),
                            rs.getInt("medium"),
                            rs.getInt("low"));
                })
                .list();
    }
}
