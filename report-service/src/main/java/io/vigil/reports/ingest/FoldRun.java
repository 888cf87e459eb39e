package io.vigil.reports.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.Unread;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.changes.RecordTransitions;
import io.vigil.reports.exceptions.ExceptionsLock;
import io.vigil.reports.exceptions.SettleExceptions;
import io.vigil.reports.posture.CountFindings;
import io.vigil.reports.posture.RecordDay;
import io.vigil.tenancy.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Takes over everything that a complete run found: findings, inventory, counters, the day's score, events. */
@ApplicationScoped
public class FoldRun {
    private static final Logger LOG = Logger.getLogger(FoldRun.class);

    /** Topics keep seven days, so what claims to be older has a wrong clock. */
    private static final Duration OLDEST = Duration.ofDays(8);

    /** @param rowsWritten findings that were inserted or changed; few when nothing happened in the account */
    public record Folded(ScanUnitFolded.Tally tally, int rowsWritten) {}

    /**
     * What a fold is about.
     *
     * @param scope the region of a regional unit, {@code global} for the global one: whose findings it may end
     * @param at when the unit had looked at everything, in microseconds as the database keeps them
     * @param dueDays in how many days findings of each severity are to be remedied
     */
    record Run(UnitClosed closed, String scope, Instant at, List<Integer> dueDays) {
        RecordTransitions.Act act() {
            return new RecordTransitions.Act(
                    closed.unit().tenant(),
                    at,
                    closed.run().toString(),
                    closed.unit().scan());
        }
    }

    private final Catalogue catalogue;
    private final RunTables tables;
    private final NoteRun noteRun;
    private final CompareRun compareRun;
    private final LoadDifferences loadDifferences;
    private final FoldFindings findings;
    private final FoldInventory inventory;
    private final KeepWords words;
    private final SettleExceptions settleExceptions;
    private final RecordTransitions transitions;
    private final CountFindings countFindings;
    private final RecordDay recordDay;
    private final Outbox outbox;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    FoldRun(
            Catalogue catalogue,
            RunTables tables,
            NoteRun noteRun,
            CompareRun compareRun,
            LoadDifferences loadDifferences,
            FoldFindings findings,
            FoldInventory inventory,
            KeepWords words,
            SettleExceptions settleExceptions,
            RecordTransitions transitions,
            CountFindings countFindings,
            RecordDay recordDay,
            Outbox outbox,
            InstantSource clock,
            MeterRegistry metrics) {
        this.catalogue = catalogue;
        this.tables = tables;
        this.noteRun = noteRun;
        this.compareRun = compareRun;
        this.loadDifferences = loadDifferences;
        this.findings = findings;
        this.inventory = inventory;
        this.words = words;
        this.settleExceptions = settleExceptions;
        this.transitions = transitions;
        this.countFindings = countFindings;
        this.recordDay = recordDay;
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
    }

    Folded fold(Handle handle, UnitClosed closed) {
        // nobody approves or revokes until the findings of this run are there
        ExceptionsLock.shared(handle, closed.unit().tenant());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Keeping keeping =
                Keeping.inForce(handle, closed.unit().tenant(), closed.unit().account(), catalogue);
        Run run = new Run(keeping.whatCounts(closed), scope(closed), observedAt(closed, now), keeping.dueDays());
        tables.open(handle);
        Map<CheckId, Unread> unread = noteRun.note(handle, run, keeping);
        CompareRun.Differences differences = compareRun.compare(handle, run, keeping);
        loadDifferences.load(handle, run, differences, keeping);

        Map<CheckId, Integer> reported = findings.fold(handle, run, differences, unread);
        inventory.fold(handle, run);
        words.keep(handle, run, differences);
        SettleExceptions.Settled settled = settleExceptions.inFold(
                handle, closed.unit().tenant(), closed.unit().account(), run.scope(), run.at());
        int written = settled.rows()
                + reported.values().stream().mapToInt(Integer::intValue).sum();
        transitions.log(handle, run.act());
        ScanUnitFolded.Tally tally = findings.tally(handle);
        countFindings.count(
                handle,
                closed.unit(),
                settled.and(closed.unit().account(), List.copyOf(reported.keySet())),
                run.at(),
                written > 0);
        transitions.tell(handle, run.act());
        outbox.append(handle, new ScanUnitFolded(closed.unit(), closed.run(), tally, now));
        // last: folds of the tenant's other accounts wait from here on
        recordDay.record(handle, closed.unit().tenant(), now);

        metrics.counter("vigil.folds").increment();
        metrics.counter("vigil.fold.rows").increment(written);
        LOG.infof(
                "folded %s tenant=%s account=%s scan=%s rows=%d %s",
                run.scope(),
                closed.unit().tenant(),
                closed.unit().account(),
                closed.unit().scan(),
                written,
                tally);
        return new Folded(tally, written);
    }

    private static String scope(UnitClosed closed) {
        return closed.kind() == UnitKind.GLOBAL ? "global" : closed.region().value();
    }

    private static Instant observedAt(UnitClosed closed, Instant now) {
        Instant ended = closed.endedAt().truncatedTo(ChronoUnit.MICROS);
        if (ended.isAfter(now)) return now;
        return ended.isBefore(now.minus(OLDEST)) ? now.minus(OLDEST) : ended;
    }
}
