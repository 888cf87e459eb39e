package io.vigil.reports.fleet;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.Layer;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.posture.Counts;
import io.vigil.reports.posture.Posture;
import io.vigil.reports.posture.ReadPosture;
import io.vigil.reports.posture.Score;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** All tenants side by side, from the fleet counters alone: no resource name is read. */
@ApplicationScoped
public class ReadFleet {
    private static final String FRAMEWORK = "vigil-baseline";
    private static final Duration MOVEMENT_OF = Duration.ofDays(7);

    public record Fleet(Instant asOf, List<Tenant> tenants) {}

    /**
     * @param overdue those of the open findings that should have been remedied by now
     * @param layers by name, each with its score and evaluated share
     * @param movement7d points since a week ago; null without a score then or now
     */
    public record Tenant(
            TenantId tenant,
            String name,
            String slug,
            @Nullable Double score,
            double evaluatedShare,
            Posture.Severities open,
            Posture.Severities overdue,
            Map<String, LayerScore> layers,
            int accounts,
            @Nullable Instant lastFoldedAt,
            @Nullable Double movement7d) {}

    public record LayerScore(@Nullable Double score, double evaluatedShare) {}

    public record Failing(TenantId tenant, String name, int failing) {}

    private record Row(UUID tenant, String layer, Severity severity, Counts counts, int open, int overdue) {
        Score score() {
            return Score.of(severity, counts);
        }
    }

    private record Member(
            UUID tenant,
            String slug,
            String name,
            int accounts,
            @Nullable Instant lastFoldedAt,
            @Nullable Double before) {}

    private final PlatformTransaction transaction;
    private final Catalogue catalogue;
    private final InstantSource clock;

    ReadFleet(PlatformTransaction transaction, Catalogue catalogue, InstantSource clock) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    public Fleet read() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return transaction.call(handle -> {
            Map<UUID, List<Row>> rows = rows(handle).stream().collect(Collectors.groupingBy(Row::tenant));
            return new Fleet(
                    now,
                    members(handle, now).stream()
                            .map(member -> tenant(member, rows.getOrDefault(member.tenant(), List.of())))
                            .toList());
        });
    }

    /** Which tenants fail a check, most failing first. */
    public List<Failing> failing(CheckId check) {
        return transaction.call(handle -> handle.createQuery("""
                        select c.tenant_id, coalesce(t.name, c.tenant_id::text) as name, sum(c.fail) as failing
                        from fleet_counter c left join tenant_directory t using (tenant_id)
                        where c.check_id = :check and c.fail > 0 group by c.tenant_id, t.name order by 3 desc, 2, 1
                        """)
                .bind("check", check.value())
                .map((rs, ctx) -> new Failing(
                        new TenantId(rs.getObject("tenant_id", UUID.class)),
                        rs.getString("name"),
                        rs.getInt("failing")))
                .list());
    }

    private static Tenant tenant(Member member, List<Row> rows) {
        Score score = total(rows);
        Double points = ReadPosture.points(score);
        Double movement = points == null || member.before() == null
                ? null
                : BigDecimal.valueOf(points)
                        .subtract(BigDecimal.valueOf(member.before()))
                        .doubleValue();
        return new Tenant(
                new TenantId(member.tenant()),
                member.name(),
                member.slug(),
                points,
                score.evaluatedShare(),
                severities(rows, Row::open),
                severities(rows, Row::overdue),
                layers(rows),
                member.accounts(),
                member.lastFoldedAt(),
                movement);
    }

    private static Map<String, LayerScore> layers(List<Row> rows) {
        return Arrays.stream(Layer.values())
                .map(Layer::label)
                .collect(Collectors.toMap(
                        Function.identity(),
                        layer -> {
                            Score score = total(rows.stream()
                                    .filter(row -> row.layer().equals(layer))
                                    .toList());
                            return new LayerScore(ReadPosture.points(score), score.evaluatedShare());
                        },
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Score total(List<Row> rows) {
        return rows.stream().map(Row::score).reduce(Score.NOTHING, Score::plus);
    }

    private static Posture.Severities severities(List<Row> rows, ToIntFunction<Row> counted) {
        int[] sums = new int[Severity.values().length];
        rows.forEach(row -> sums[row.severity().ordinal()] += counted.applyAsInt(row));
        return new Posture.Severities(sums[0], sums[1], sums[2], sums[3]);
    }

    private List<Row> rows(Handle handle) {
        return handle.createQuery("""
                        select tenant_id, layer, severity, sum(pass) as pass, sum(fail) as fail, sum(not_applicable) as not_applicable,
                          sum(undetermined) as undetermined, sum(excepted) as excepted,
                          sum(decided_out) as decided_out, sum(open) as open, sum(overdue) as overdue
                        from fleet_counter where check_id = any (:checks) group by tenant_id, layer, severity
                        """)
                .bindArray(
                        "checks",
                        String.class,
                        catalogue.checksOf(FRAMEWORK).stream()
                                .map(CheckId::value)
                                .toList())
                .map((rs, ctx) -> new Row(
                        rs.getObject("tenant_id", UUID.class),
                        rs.getString("layer"),
                        Severity.values()[rs.getInt("severity")],
                        new Counts(
                                rs.getInt("pass"),
                                rs.getInt("fail"),
                                rs.getInt("not_applicable"),
                                rs.getInt("undetermined"),
                                rs.getInt("excepted"),
                                rs.getInt("decided_out")),
                        rs.getInt("open"),
                        rs.getInt("overdue")))
                .list();
    }

    private static List<Member> members(Handle handle, Instant now) {
        return handle.createQuery("""
                        select t.tenant_id, t.slug, t.name, count(a.account) as accounts, max(a.last_folded_at) as last_folded_at,
                          (select d.score from fleet_day d where d.tenant_id = t.tenant_id and d.framework = :framework
                             and d.day <= :before order by d.day desc limit 1) as before
                        from tenant_directory t left join fleet_account a using (tenant_id)
                        group by t.tenant_id order by t.name, t.tenant_id
                        """)
                .bind("framework", FRAMEWORK)
                .bind("before", LocalDate.ofInstant(now.minus(MOVEMENT_OF), ZoneOffset.UTC))
                .map((rs, ctx) -> new Member(
                        rs.getObject("tenant_id", UUID.class),
                        rs.getString("slug"),
                        rs.getString("name"),
                        rs.getInt("accounts"),
                        Optional.ofNullable(rs.getTimestamp("last_folded_at"))
                                .map(java.sql.Timestamp::toInstant)
                                .orElse(null),
                        Optional.ofNullable(rs.getBigDecimal("before"))
                                .map(BigDecimal::doubleValue)
                                .orElse(null)))
                .list();
    }
}
