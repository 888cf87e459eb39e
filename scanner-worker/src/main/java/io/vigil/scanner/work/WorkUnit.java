package io.vigil.scanner.work;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.InvalidPack;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.UnitReturned;
import io.vigil.contracts.UnitStarted;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.AwsSessions;
import io.vigil.scanner.aws.Door;
import io.vigil.scanner.aws.Entry;
import io.vigil.scanner.unit.ScanUnit;
import io.vigil.scanner.unit.Selection;
import io.vigil.scanner.unit.Tallies;
import io.vigil.scanner.unit.UnitOrder;
import io.vigil.scanner.unit.UnitResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * One delivery of a unit, from the door of the account to the closing record. It draws a run of its own, so that
 * whatever a second delivery reports can be told from it.
 */
@ApplicationScoped
class WorkUnit {
    private static final Logger LOG = Logger.getLogger(WorkUnit.class);

    /** What came of a delivery. */
    enum End {
        /** Reported, failed for good, or no longer wanted: the unit is off this worker's hands. */
        DONE,
        /** Another worker shall have it. */
        RETURNED
    }

    private final AwsSessions sessions;
    private final ScanUnit scanUnit;
    private final CheckCatalogue catalogue;
    private final Packs packs;
    private final Publish publish;
    private final Revocations revocations;
    private final Beats beats;
    private final WorkerConfig config;
    private final InstantSource clock;

    WorkUnit(
            AwsSessions sessions,
            ScanUnit scanUnit,
            CheckCatalogue catalogue,
            Packs packs,
            Publish publish,
            Revocations revocations,
            Beats beats,
            WorkerConfig config,
            InstantSource clock) {
        this.sessions = sessions;
        this.scanUnit = scanUnit;
        this.catalogue = catalogue;
        this.packs = packs;
        this.publish = publish;
        this.revocations = revocations;
        this.beats = beats;
        this.config = config;
        this.clock = clock;
    }

    /** Interruptible at any moment; throws what may pass, so that the unit is tried again. */
    End work(ScanUnitRequested request) throws IOException {
        UnitRef unit = request.unit();
        if (revocations.isRevoked(unit)) return End.DONE;
        RunId run = new RunId(UUID.randomUUID());
        Tallies tallies = new Tallies();
        revocations.watch(unit, Thread.currentThread());
        publish.event(new UnitStarted(unit, run, config.name(), clock.instant()));
        try (var alive = beats.of(unit, run, tallies)) {
            return report(request, run, tallies);
        } catch (InterruptedException stopped) {
            if (revocations.isRevoked(unit)) return End.DONE;
            publish.event(new UnitReturned(unit, run, config.name(), clock.instant()));
            return End.RETURNED;
        } finally {
            revocations.forget(unit);
        }
    }

    private End report(ScanUnitRequested request, RunId run, Tallies tallies) throws IOException, InterruptedException {
        UnitRef unit = request.unit();
        Instant startedAt = clock.instant();
        CompiledChecks checks;
        try {
            checks = Selection.of(catalogue, packs.get(request.pack()), request.checks());
        } catch (InvalidPack unusable) {
            return failed(unit, run, UnitFailed.Cause.PACK_UNUSABLE, String.valueOf(unusable.getMessage()));
        }
        Door door = new Door(
                unit.tenant(), unit.account(), Optional.of(request.roleName()), Optional.of(request.externalId()));
        switch (sessions.enter(door)) {
            case Entry.Refused(UnitFailed.Cause cause, String message) -> {
                if (cause == UnitFailed.Cause.VIGIL_FAULT) throw new IOException(message);
                return failed(unit, run, cause, message);
            }
            case Entry.Entered(AwsSession session) -> {
                ReportRun report = new ReportRun(unit, run, publish);
                UnitResult result = scanUnit.scan(
                        new UnitOrder(unit.account(), request.kind(), request.region(), request.regions(), checks),
                        session,
                        tallies,
                        report);
                report.close(chunks -> new UnitClosed(
                        unit,
                        run,
                        chunks,
                        request.kind(),
                        request.region(),
                        request.pack(),
                        result.completeTypes(),
                        result.checks(),
                        tallies.now(),
                        startedAt,
                        clock.instant()));
                return End.DONE;
            }
        }
    }

    private End failed(UnitRef unit, RunId run, UnitFailed.Cause cause, String message) {
        LOG.infof("unit %s attempt %d cannot be done: %s", unit.unit(), unit.attempt(), cause);
        publish.event(new UnitFailed(unit, run, config.name(), cause, message, clock.instant()));
        return End.DONE;
    }
}
