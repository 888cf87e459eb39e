package io.vigil.reports.posture;

import io.vigil.checks.Framework;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.ChosenFrameworks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Keeps a tenant's last score of each day (UTC) for every framework that it chose; that is the history that charts show. */
@ApplicationScoped
public class RecordDay {
    private final Catalogue catalogue;
    private final ChosenFrameworks chosenFrameworks;

    RecordDay(Catalogue catalogue, ChosenFrameworks chosenFrameworks) {
        this.catalogue = catalogue;
        this.chosenFrameworks = chosenFrameworks;
    }

    public void record(Handle handle, TenantId tenant, Instant now) {
        // two accounts of a tenant may fold at once; the second must see what the first counted
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) locked")
                .bind("key", "day " + tenant)
                .mapTo(Integer.class)
                .one();
        List<Counter> all = Counter.of(handle, tenant);
        for (Framework framework : chosenFrameworks.of(handle, tenant)) {
            var checks = catalogue.checksOf(framework.id());
            write(
                    handle,
                    tenant,
                    framework.id(),
                    now,
                    all.stream().filter(c -> checks.contains(c.check())).toList());
        }
    }

    private static void write(Handle handle, TenantId tenant, String framework, Instant now, List<Counter> counters) {
        Score score = Counter.total(counters);
        handle.createUpdate("""
                        insert into fleet_day as d (tenant_id, framework, day, score, evaluated_share, critical, high, medium, low)
                        values (:tenant, :framework, :day, :score, :share, :critical, :high, :medium, :low)
                        on conflict (tenant_id, framework, day) do update set
                          score = excluded.score, evaluated_share = excluded.evaluated_share, critical = excluded.critical,
                          high = excluded.high, medium = excluded.medium, low = excluded.low
                        where (d.score, d.evaluated_share, d.critical, d.high, d.medium, d.low) is distinct from
                          (excluded.score, excluded.evaluated_share, excluded.critical, excluded.high, excluded.medium, excluded.low)
                        """)
                .bind("tenant", tenant.value())
                .bind("framework", framework)
                .bind("day", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .bindByType("score", score.points().isPresent() ? score.points().getAsDouble() : null, Double.class)
                .bind("share", score.evaluatedShare())
                .bind("critical", open(counters, Severity.CRITICAL))
                .bind("high", open(counters, Severity.HIGH))
                .bind("medium", open(counters, Severity.MEDIUM))
                .bind("low", open(counters, Severity.LOW))
                .execute();
    }

    static int open(List<Counter> counters, Severity severity) {
        return counters.stream()
                .filter(counter -> counter.severity() == severity)
                .mapToInt(Counter::open)
                .sum();
    }
}
