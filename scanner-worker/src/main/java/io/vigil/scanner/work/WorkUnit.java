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
import org.jboss.logging.Logger;

/**
 * One delivery of a unit, from the door of the account to the closing record. It has a run of its own, so that whatever
 * a second delivery reports can be told from it.
 */
@ApplicationScoped
class WorkUnit {
    private static final Logger LOG = Logger.getLogger(WorkUnit.class);

    private final AwsSessions sessions;
    private final ScanUnit scanUnit;
    private final CheckCatalogue catalogue;
    private final Packs packs;
    private final Publish publish;
    private final Revocations revocations;
    private final Beats beats;
    private final WorkerMeters meters;
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
            WorkerMeters meters,
            WorkerConfig config,
            InstantSource clock) {
        this.sessions = sessions;
        this.scanUnit = scanUnit;
        this.catalogue = catalogue;
        this.packs = packs;
        this.publish = publish;
        this.revocations = revocations;
        this.beats = beats;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Interruptible at any moment; throws what may pass, so that the unit is tried again.
     *
     * @param run drawn for this delivery
     */
    UnitEnd work(ScanUnitRequested request, RunId run) throws IOException {
        UnitRef unit = request.unit();
        if (revocations.isRevoked(unit)) return UnitEnd.REVOKED;
        Tallies tallies = new Tallies();
        revocations.watch(unit, Thread.currentThread());
        publish.event(new UnitStarted(unit, run, config.name(), clock.instant()));
        try (var alive = beats.of(unit, run, tallies)) {
            return report(request, run, tallies);
        } catch (InterruptedException stopped) {
            return revocations.isRevoked(unit) ? UnitEnd.REVOKED : returned(unit, run);
        } catch (IOException | RuntimeException mayPass) {
            // the interruption may have come out as something else
            if (revocations.isRevoked(unit)) return UnitEnd.REVOKED;
            throw mayPass;
        } finally {
            revocations.forget(Thread.currentThread());
        }
    }

    private UnitEnd report(ScanUnitRequested request, RunId run, Tallies tallies)
            throws IOException, InterruptedException {
        UnitRef unit = request.unit();
        Instant startedAt = clock.instant();
        CompiledChecks checks;
        try {
            checks = Selection.of(catalogue, packs.get(request.pack()), request.checks())
                    .ready();
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
                ReportRun report = new ReportRun(unit, run, publish, meters);
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
                return UnitEnd.DONE;
            }
        }
    }

    /** The ledger must know before the broker forgets the unit, or nobody would ever end it. */
    private UnitEnd failed(UnitRef unit, RunId run, UnitFailed.Cause cause, String message) {
        LOG.infof("unit %s attempt %d cannot be done: %s", unit.unit(), unit.attempt(), cause);
        publish.event(new UnitFailed(unit, run, config.name(), cause, message, clock.instant()))
                .join();
        return UnitEnd.FAILED;
    }

    /** The ledger must know before another worker starts the unit; it goes back all the same if that cannot be told. */
    private UnitEnd returned(UnitRef unit, RunId run) {
        try {
            publish.event(new UnitReturned(unit, run, config.name(), clock.instant()))
                    .join();
        } catch (RuntimeException untold) {
            LOG.warnf(untold, "unit %s goes back untold", unit.unit());
        }
        return UnitEnd.RETURNED;
    }
}
