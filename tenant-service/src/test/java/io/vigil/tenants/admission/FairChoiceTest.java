package io.vigil.tenants.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairChoiceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int NO_CAP = Integer.MAX_VALUE;

    private int drawn;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_124, 77})
    void aFloodOfOneTenantDelaysNobodyElse(long seed) {
        // Given
        Random random = new Random(seed);
        List<WaitingUnit> waiting = new ArrayList<>(units(tenant(0), ScanClass.INTERACTIVE, 2_000));
        for (int small = 1; small <= 50; small++)
            waiting.addAll(units(tenant(small), ScanClass.INTERACTIVE, 1 + random.nextInt(5)));
        Collections.shuffle(waiting, random);
        // When
        List<WaitingUnit> chosen = choose(limits(51 * 5, 0, NO_CAP, NO_CAP), waiting);
        // Then
        Map<TenantId, Integer> served = new HashMap<>();
        chosen.forEach(unit -> served.merge(unit.tenant(), 1, Integer::sum));
        for (int small = 1; small <= 50; small++) {
            TenantId tenant = tenant(small);
            long asked = waiting.stream()
                    .filter(unit -> unit.tenant().equals(tenant))
                    .count();
            assertThat(served.get(tenant)).as("seed %d, tenant %d", seed, small).isEqualTo((int) asked);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 20_261_124, 78})
    void tenantsThatAlwaysWaitAreServedEquallyAtEveryMoment(long seed) {
        // Given
        Random random = new Random(seed);
        Map<ScanClass, Turns> turns = new EnumMap<>(ScanClass.class);
        Map<TenantId, Integer> served = new HashMap<>();
        List<WaitingUnit> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) waiting.addAll(units(tenant(i), ScanClass.SCHEDULED, 300));
        // When
        for (int round = 0; round < 40; round++) {
            Limits limits = limits(1 + random.nextInt(7), 0, NO_CAP, NO_CAP);
            List<WaitingUnit> chosen = new FairChoice(limits, new InFlight(), turns, 0).choose(waiting);
            waiting.removeAll(chosen);
            chosen.forEach(unit -> served.merge(unit.tenant(), 1, Integer::sum));
            // Then
            int most = Collections.max(served.values());
            int least = served.size() < 10 ? 0 : Collections.min(served.values());
            assertThat(most - least).as("seed %d, round %d", seed, round).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void whoWasAwayDoesNotCallInWhatItDidNotUse() {
        // Given
        Map<ScanClass, Turns> turns = new EnumMap<>(ScanClass.class);
        List<WaitingUnit> busy = units(tenant(1), ScanClass.INTERACTIVE, 100);
        new FairChoice(limits(50, 0, NO_CAP, NO_CAP), new InFlight(), turns, 0).choose(busy);
        List<WaitingUnit> waiting = new ArrayList<>(busy.subList(50, 100));
        waiting.addAll(units(tenant(2), ScanClass.INTERACTIVE, 50));
        // When
        List<WaitingUnit> chosen =
                new FairChoice(limits(20, 0, NO_CAP, NO_CAP), new InFlight(), turns, 0).choose(waiting);
        // Then
        assertThat(chosen.stream().filter(unit -> unit.tenant().equals(tenant(1))))
                .hasSizeBetween(9, 10);
    }

    @Test
    void interactiveComesFirstAndScheduledKeepsItsShare() {
        // Given
        List<WaitingUnit> waiting = new ArrayList<>(units(tenant(1), ScanClass.SCHEDULED, 100));
        waiting.addAll(units(tenant(2), ScanClass.INTERACTIVE, 100));
        // When
        List<WaitingUnit> chosen = choose(limits(15, 2, NO_CAP, NO_CAP), waiting);
        // Then
        assertThat(chosen).hasSize(15);
        assertThat(chosen.stream().filter(unit -> unit.scanClass() == ScanClass.SCHEDULED))
                .hasSizeBetween(2, 4);
    }

    @Test
    void aSingleSlotIsSharedByTurns() {
        // Given
        Limits limits = limits(1, 0, NO_CAP, NO_CAP);
        List<WaitingUnit> waiting = new ArrayList<>(units(tenant(1), ScanClass.SCHEDULED, 20));
        waiting.addAll(units(tenant(2), ScanClass.INTERACTIVE, 20));
        List<ScanClass> order = new ArrayList<>();
        int passedOver = 0;
        // When
        for (int i = 0; i < 10; i++) {
            FairChoice choice = new FairChoice(limits, new InFlight(), new EnumMap<>(ScanClass.class), passedOver);
            WaitingUnit next = choice.choose(waiting).get(0);
            waiting.remove(next);
            passedOver = choice.passedOver();
            order.add(next.scanClass());
        }
        // Then
        assertThat(order.stream().filter(scanClass -> scanClass == ScanClass.SCHEDULED))
                .hasSize(2);
        assertThat(order.get(4)).isEqualTo(ScanClass.SCHEDULED);
    }

    @Test
    void nobodyGoesAboveACap() {
        // Given
        List<WaitingUnit> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) waiting.addAll(units(tenant(i), ScanClass.INTERACTIVE, 40));
        InFlight inFlight = new InFlight();
        inFlight.add(tenant(0), account(tenant(0), 0), ScanClass.INTERACTIVE, 3);
        // When
        List<WaitingUnit> chosen = new FairChoice(
                        limits(100, 0, /* perTenant */ 7, /* perAccount */ 4),
                        inFlight,
                        new EnumMap<>(ScanClass.class),
                        0)
                .choose(waiting);
        // Then
        Map<TenantId, Integer> byTenant = new HashMap<>(Map.of(tenant(0), 3));
        Map<AccountId, Integer> byAccount = new HashMap<>(Map.of(account(tenant(0), 0), 3));
        chosen.forEach(unit -> byTenant.merge(unit.tenant(), 1, Integer::sum));
        chosen.forEach(unit -> byAccount.merge(unit.account(), 1, Integer::sum));
        assertThat(byTenant.values()).containsOnly(7);
        assertThat(byAccount.values()).allMatch(units -> units <= 4);
    }

    @Test
    void nothingIsLetInWithoutAWorker() {
        assertThat(choose(limits(0, 0, NO_CAP, NO_CAP), units(tenant(1), ScanClass.INTERACTIVE, 3)))
                .isEmpty();
    }

    private static List<WaitingUnit> choose(Limits limits, List<WaitingUnit> waiting) {
        return new FairChoice(limits, new InFlight(), new EnumMap<>(ScanClass.class), 0).choose(waiting);
    }

    private static Limits limits(int inFlight, int keptForScheduled, int perTenant, int perAccount) {
        return new Limits(inFlight, keptForScheduled, /* oneInSo */ 5, perTenant, perAccount);
    }

    private List<WaitingUnit> units(TenantId tenant, ScanClass scanClass, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new WaitingUnit(
                        new UnitId(new UUID(7, drawn++)),
                        new ScanId(tenant.value()),
                        tenant,
                        account(tenant, i % 4),
                        scanClass,
                        START.plusMillis(i)))
                .toList();
    }

    private static TenantId tenant(int number) {
        return new TenantId(new UUID(0, number));
    }

    private static AccountId account(TenantId tenant, int number) {
        return new AccountId("%011d%d".formatted(tenant.value().getLeastSignificantBits(), number));
    }
}
