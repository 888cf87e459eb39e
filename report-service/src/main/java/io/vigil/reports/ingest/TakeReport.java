package io.vigil.reports.ingest;

import io.vigil.contracts.Event;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Takes one record of a run: stages it, and with the last missing one folds the run, all in one transaction. So a record
 * counts once however often it is delivered, and a run is folded whole or not at all.
 */
@ApplicationScoped
public class TakeReport {
    private static final Logger LOG = Logger.getLogger(TakeReport.class);

    /** What became of a record. */
    public sealed interface Outcome {
        /** Kept until the rest of its run is here. */
        record Staged() implements Outcome {}

        /** It was the last missing one. */
        record Folded(FoldRun.Folded fold) implements Outcome {}

        /** Seen before, or of a run that has lost. */
        record Dropped(String why) implements Outcome {}
    }

    private final TenantTransaction transaction;
    private final Watermarks watermarks;
    private final Staging staging;
    private final FoldRun foldRun;

    TakeReport(TenantTransaction transaction, Watermarks watermarks, Staging staging, FoldRun foldRun) {
        this.transaction = transaction;
        this.watermarks = watermarks;
        this.staging = staging;
        this.foldRun = foldRun;
    }

    public Outcome take(Event.UnitReport report) {
        Outcome outcome = transaction.call(report.unit().tenant(), handle -> {
            oneAtATime(handle, report.unit().key());
            return switch (watermarks.admit(handle, report)) {
                case LOST -> new Outcome.Dropped("another run was folded, or a later attempt was seen");
                case ADMITTED -> stage(handle, report);
            };
        });
        if (outcome instanceof Outcome.Dropped(var why))
            LOG.infof(
                    "dropped: %s tenant=%s unit=%s attempt=%d run=%s chunk=%d",
                    why,
                    report.unit().tenant(),
                    report.unit().unit(),
                    report.unit().attempt(),
                    report.run(),
                    report.chunk());
        return outcome;
    }

    private Outcome stage(Handle handle, Event.UnitReport report) {
        return switch (staging.stage(handle, report)) {
            case Staging.Outcome.Duplicate() -> new Outcome.Dropped("it is here already");
            case Staging.Outcome.Waiting() -> new Outcome.Staged();
            case Staging.Outcome.Complete(var closed) -> {
                FoldRun.Folded folded = foldRun.fold(handle, closed);
                watermarks.won(handle, closed);
                staging.forget(handle, closed.unit());
                yield new Outcome.Folded(folded);
            }
        };
    }

    /** Folds of one account follow each other, so that its counters are of one piece. */
    static void oneAtATime(Handle handle, String account) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) locked")
                .bind("key", "fold " + account)
                .mapTo(Integer.class)
                .one();
    }
}
