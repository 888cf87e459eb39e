package io.vigil.reports.ingest;

import io.vigil.contracts.Event;
import io.vigil.contracts.UnitClosed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which run speaks for a unit: the first complete one of the highest attempt that was heard of. */
@ApplicationScoped
class Watermarks {
    enum Admission {
        ADMITTED,
        LOST
    }

    private record Watermark(int attempt, @Nullable UUID folded) {}

    private final InstantSource clock;
    private final Staging staging;

    Watermarks(InstantSource clock, Staging staging) {
        this.clock = clock;
        this.staging = staging;
    }

    Admission admit(Handle handle, Event.UnitReport report) {
        int attempt = report.unit().attempt();
        Optional<Watermark> known = find(handle, report);
        if (known.isPresent() && known.get().attempt() > attempt) return Admission.LOST;
        if (known.isPresent() && known.get().attempt() == attempt)
            return known.get().folded() == null ? Admission.ADMITTED : Admission.LOST;
        raise(handle, report);
        if (known.isPresent()) staging.forget(handle, report.unit());
        return Admission.ADMITTED;
    }

    void won(Handle handle, UnitClosed closed) {
        handle.createUpdate("""
                        update unit_watermark set run_id = :run
                        where tenant_id = :tenant and unit_id = :unit and attempt = :attempt
                        """)
                .bind("tenant", closed.unit().tenant().value())
                .bind("unit", closed.unit().unit().value())
                .bind("attempt", closed.unit().attempt())
                .bind("run", closed.run().value())
                .execute();
    }

    private static Optional<Watermark> find(Handle handle, Event.UnitReport report) {
        return handle.createQuery("""
                        select attempt, run_id from unit_watermark
                        where tenant_id = :tenant and unit_id = :unit for update
                        """)
                .bind("tenant", report.unit().tenant().value())
                .bind("unit", report.unit().unit().value())
                .map((rs, ctx) -> new Watermark(rs.getInt("attempt"), rs.getObject("run_id", UUID.class)))
                .findOne();
    }

    private void raise(Handle handle, Event.UnitReport report) {
        Instant now = clock.instant();
        handle.createUpdate("""
                        insert into unit_watermark (tenant_id, unit_id, attempt, seen_at)
                        values (:tenant, :unit, :attempt, :now)
                        on conflict (tenant_id, unit_id)
                        do update set attempt = excluded.attempt, run_id = null, seen_at = excluded.seen_at
                        """)
                .bind("tenant", report.unit().tenant().value())
                .bind("unit", report.unit().unit().value())
                .bind("attempt", report.unit().attempt())
                .bind("now", now)
                .execute();
    }
}
