package io.vigil.tenants.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigil.contracts.Event;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.ScanUnitRevoked;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitRef;
import io.vigil.tenancy.Inbox;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.AccountStanding;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** Enters into the ledger what workers and report-service tell about a unit. What is not news changes nothing. */
@ApplicationScoped
class FollowUnits {
    private static final String CONSUMER = "ledger";

    private final TenantTransaction transaction;
    private final Ledger ledger;
    private final HearUnit hear;
    private final AccountStanding standing;
    private final Inbox inbox;
    private final Outbox outbox;
    private final InstantSource clock;
    private final MeterRegistry meters;

    FollowUnits(
            TenantTransaction transaction,
            Ledger ledger,
            LedgerConfig config,
            AccountStanding standing,
            Inbox inbox,
            Outbox outbox,
            InstantSource clock,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.hear = new HearUnit(config);
        this.standing = standing;
        this.inbox = inbox;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
    }

    void progressed(Event.UnitProgress told) {
        Instant now = clock.instant();
        follow(told, state -> hear.hear(state, told, now));
    }

    void reported(UnitClosed closed) {
        Instant now = clock.instant();
        follow(closed, state -> hear.hear(state, closed, now));
    }

    void folded(ScanUnitFolded folded) {
        follow(folded, state -> hear.hear(state, folded));
    }

    private void follow(Event.OfUnit told, UnaryOperator<UnitState> hearing) {
        UnitRef ref = told.unit();
        transaction.run(ref.tenant(), handle -> {
            Optional<LockedScan> scan = LockedScan.lock(handle, ref.tenant(), ref.scan())
                    .filter(found -> found.account().equals(ref.account()));
            Optional<UnitRow> unit = scan.flatMap(found -> UnitTable.find(handle, found, ref.unit()));
            if (unit.isEmpty()) {
                ignored("unknown");
                return;
            }
            UnitState before = unit.get().state();
            UnitState after = hearing.apply(before);
            if (after.equals(before) || hadBefore(handle, told)) {
                ignored("late");
                return;
            }
            ledger.enter(handle, scan.get(), unit.get().with(after));
            tellOthers(handle, scan.get(), told, before, after);
        });
    }

    /** Beats are numbered, which tells old from new; the others are remembered. */
    private boolean hadBefore(Handle handle, Event.OfUnit told) {
        return !(told instanceof UnitBeat) && !inbox.firstTime(handle, CONSUMER, told.eventId());
    }

    private void tellOthers(Handle handle, LockedScan scan, Event.OfUnit told, UnitState before, UnitState after) {
        if (after instanceof UnitState.Folded) standing.answered(handle, scan.tenant(), scan.account());
        if (after instanceof UnitState.Queued)
            outbox.append(handle, new ScanUnitRevoked(scan.ref(told.unit().unit(), before.attempt()), clock.instant()));
        if (told instanceof UnitFailed failed) {
            switch (failed.cause()) {
                case ROLE_UNSAFE -> standing.unsafe(handle, scan.tenant(), scan.account(), failed.message());
                case ROLE_REFUSED, WRONG_ACCOUNT ->
                    standing.refused(handle, scan.tenant(), scan.account(), failed.message());
                case PACK_UNUSABLE, VIGIL_FAULT -> {}
            }
        }
    }

    private void ignored(String why) {
        meters.counter("vigil.ledger.ignored", "why", why).increment();
    }
}
