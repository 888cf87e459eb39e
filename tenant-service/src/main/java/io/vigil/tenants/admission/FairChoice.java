package io.vigil.tenants.admission;

import io.vigil.contracts.ScanClass;
import io.vigil.contracts.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses which waiting units are issued: interactive before scheduled, which keep their share; within a class the tenant
 * that was served least; within a tenant the unit that waits longest; nobody above a cap.
 */
final class FairChoice {
    private final Limits limits;
    private final InFlight inFlight;
    private final Map<ScanClass, Turns> turns;
    private int passedOver;

    /** @param passedOver interactive units issued since the last scheduled one while some waited */
    FairChoice(Limits limits, InFlight inFlight, Map<ScanClass, Turns> turns, int passedOver) {
        this.limits = limits;
        this.inFlight = inFlight;
        this.turns = turns;
        this.passedOver = passedOver;
    }

    /** @param waiting in any order */
    List<WaitingUnit> choose(List<WaitingUnit> waiting) {
        Map<ScanClass, Map<TenantId, Deque<WaitingUnit>>> lines = lines(waiting);
        List<WaitingUnit> chosen = new ArrayList<>();
        while (inFlight.total() < limits.inFlight()) {
            Optional<WaitingUnit> next = next(lines);
            if (next.isEmpty()) break;
            WaitingUnit unit = next.get();
            inFlight.add(unit.tenant(), unit.account(), unit.scanClass(), /* units */ 1);
            turnsOf(unit.scanClass()).serve(unit.tenant());
            chosen.add(unit);
        }
        return chosen;
    }

    int passedOver() {
        return passedOver;
    }

    private Optional<WaitingUnit> next(Map<ScanClass, Map<TenantId, Deque<WaitingUnit>>> lines) {
        Optional<WaitingUnit> interactive = head(lines, ScanClass.INTERACTIVE);
        Optional<WaitingUnit> scheduled = head(lines, ScanClass.SCHEDULED);
        if (scheduled.isPresent() && (interactive.isEmpty() || scheduledIsDue())) {
            passedOver = 0;
            return take(lines, scheduled.get());
        }
        if (interactive.isEmpty()) return Optional.empty();
        passedOver = scheduled.isPresent() ? passedOver + 1 : 0;
        return take(lines, interactive.get());
    }

    private boolean scheduledIsDue() {
        return inFlight.of(ScanClass.SCHEDULED) < limits.keptForScheduled() || passedOver >= limits.oneInSo() - 1;
    }

    private Optional<WaitingUnit> head(Map<ScanClass, Map<TenantId, Deque<WaitingUnit>>> lines, ScanClass scanClass) {
        Turns ofClass = turnsOf(scanClass);
        return lines.getOrDefault(scanClass, Map.of()).values().stream()
                .flatMap(line -> line.stream()
                        .filter(unit -> inFlight.hasRoom(unit, limits))
                        .limit(1))
                .min(Comparator.<WaitingUnit>comparingLong(unit -> ofClass.startOf(unit.tenant()))
                        .thenComparing(WaitingUnit::queuedAt)
                        .thenComparing(unit -> unit.unit().value()));
    }

    private static Optional<WaitingUnit> take(
            Map<ScanClass, Map<TenantId, Deque<WaitingUnit>>> lines, WaitingUnit unit) {
        lines.getOrDefault(unit.scanClass(), Map.of())
                .getOrDefault(unit.tenant(), new ArrayDeque<>())
                .remove(unit);
        return Optional.of(unit);
    }

    private Turns turnsOf(ScanClass scanClass) {
        return turns.computeIfAbsent(scanClass, absent -> new Turns(0, Map.of()));
    }

    private static Map<ScanClass, Map<TenantId, Deque<WaitingUnit>>> lines(List<WaitingUnit> waiting) {
        Map<ScanClass, Map<TenantId, Deque<WaitingUnit>>> lines = new EnumMap<>(ScanClass.class);
        waiting.stream()
                .sorted(Comparator.comparing(WaitingUnit::queuedAt)
                        .thenComparing(unit -> unit.unit().value()))
                .forEach(unit -> lines.computeIfAbsent(unit.scanClass(), absent -> new LinkedHashMap<>())
                        .computeIfAbsent(unit.tenant(), absent -> new ArrayDeque<>())
                        .add(unit));
        return lines;
    }
}
