package io.vigil.tenants.admission;

import io.micrometer.core.instrument.MeterRegistry;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenants.ledger.IssueUnits;
import io.vigil.tenants.ledger.Slots;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Lets waiting units in as far as the workers have room: decides over all tenants, then issues within each. */
@ApplicationScoped
class AdmitUnits {
    /** Per tenant and class in one decision; what lies behind is seen by the next. */
    private static final int LEAST_WINDOW = 64;

    private record OfScan(TenantId tenant, ScanId scan) {}

    private final PlatformTransaction platform;
    private final IssueUnits issueUnits;
    private final Slots slots;
    private final AdmissionConfig config;
    private final InstantSource clock;
    private final MeterRegistry meters;

    AdmitUnits(
            PlatformTransaction platform,
            IssueUnits issueUnits,
            Slots slots,
            AdmissionConfig config,
            InstantSource clock,
            MeterRegistry meters) {
        this.platform = platform;
        this.issueUnits = issueUnits;
        this.slots = slots;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /** Returns how many units were let in; none means that there is no room or nothing waits. */
    int admit() {
        Instant now = clock.instant();
        List<WaitingUnit> claimed = platform.call(handle -> decide(handle, now));
        Map<OfScan, List<WaitingUnit>> byScan =
                claimed.stream().collect(Collectors.groupingBy(unit -> new OfScan(unit.tenant(), unit.scan())));
        byScan.forEach((scan, units) -> issueUnits.issue(
                scan.tenant(),
                scan.scan(),
                units.stream().map(WaitingUnit::unit).toList()));
        claimed.forEach(unit -> meters.timer(
                        "vigil.units.waited", "class", unit.scanClass().name().toLowerCase(Locale.ROOT))
                .record(Duration.between(unit.queuedAt(), now)));
        return claimed.size();
    }

    private List<WaitingUnit> decide(Handle handle, Instant now) {
        Map<ScanClass, AdmissionTables.Clock> clocks = AdmissionTables.lockClocks(handle);
        Limits limits = Limits.of(config, slots.live(handle, now));
        InFlight inFlight = AdmissionTables.inFlight(handle);
        if (inFlight.total() >= limits.inFlight()) return List.of();
        List<WaitingUnit> waiting = AdmissionTables.waiting(
                handle,
                now,
                Math.max(LEAST_WINDOW, limits.inFlight()),
                inFlight.tenantsAt(limits.perTenant()),
                inFlight.accountsAt(limits.perAccount()));
        if (waiting.isEmpty()) return List.of();
        Map<ScanClass, Turns> turns = new EnumMap<>(ScanClass.class);
        clocks.forEach((scanClass, read) ->
                turns.put(scanClass, AdmissionTables.turns(handle, scanClass, read.virtualTime(), waiting)));
        int passedOver = clocks.values().stream()
                .mapToInt(AdmissionTables.Clock::passedOver)
                .max()
                .orElse(0);
        FairChoice choice = new FairChoice(limits, inFlight, turns, passedOver);
        List<WaitingUnit> chosen = choice.choose(waiting);
        Set<UnitId> claimed = AdmissionTables.claim(handle, chosen, now);
        turns.forEach((scanClass, ofClass) ->
                AdmissionTables.save(handle, scanClass, ofClass, served(chosen, scanClass), choice.passedOver()));
        return chosen.stream().filter(unit -> claimed.contains(unit.unit())).toList();
    }

    private static Set<TenantId> served(List<WaitingUnit> chosen, ScanClass scanClass) {
        return chosen.stream()
                .filter(unit -> unit.scanClass() == scanClass)
                .map(WaitingUnit::tenant)
                .collect(Collectors.toSet());
    }
}
