package io.vigil.tenants.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnRealParts
class AdmissionIT {
    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    TurnableClock clock;

    @Inject
    AdmitUnits admitUnits;

    @Inject
    PlatformTransaction platform;

    /** Other tests' workers die of age, and what they left in flight goes with them. */
    @BeforeEach
    void anEmptyPlatform() {
        clock.turn(Duration.ofSeconds(11));
        platform.run(handle -> handle.execute("delete from unit_queue"));
    }

    @Test
    void replicasTogetherStayWithinTheSlotsAndServeEveryTenant() throws Exception {
        // Given
        TenantId flooding = world.tenant();
        Set<ScanId> floods = new HashSet<>();
        for (int i = 0; i < 5; i++) floods.add(world.scan(flooding, world.account(flooding)));
        TenantId small = world.tenant();
        AccountId account = world.account(small);
        ScanId last = world.scan(small, account);
        // When
        world.worker("small-" + small, 4);
        try (var replicas = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> rounds = new ArrayList<>();
            for (int i = 0; i < 8; i++) rounds.add(replicas.submit(admitUnits::admit));
            for (Future<Integer> round : rounds) round.get();
        }
        await("units in flight").atMost(Duration.ofSeconds(10)).until(() -> inFlight() == 6);
        // Then
        assertThat(world.operations().getInt("inFlight")).isEqualTo(6);
        assertThat(world.operations().getInt("queued")).isEqualTo(12);
        await("requests on the wire")
                .atMost(Duration.ofSeconds(10))
                .until(() -> requested(floods).size() + requested(Set.of(last)).size() == 6);
        assertThat(requested(Set.of(last))).hasSize(3);
    }

    /** The poll of the tests is a minute: only the bell can wake admission in time. */
    @Test
    void aFreeSlotIsFilledAtOnce() {
        // Given
        TenantId tenant = world.tenant();
        AccountId account = world.account(tenant);
        ScanId scan = world.scan(tenant, account);
        world.worker("one-" + tenant, 1);
        ScanUnitRequested first =
                wire.awaits(ScanUnitRequested.class, told -> told.unit().scan().equals(scan));
        assertThat(requested(Set.of(scan))).hasSize(1);
        // When
        world.run(first, "one-" + tenant).start().close(1).fold();
        // Then
        await("the next unit")
                .atMost(Duration.ofSeconds(10))
                .until(() -> requested(Set.of(scan)).size() == 2);
    }

    private List<ScanUnitRequested> requested(Set<ScanId> scans) {
        return wire.told(
                ScanUnitRequested.class, told -> scans.contains(told.unit().scan()));
    }

    private int inFlight() {
        return platform.call(handle -> handle.createQuery("select count(*) from unit_queue where state = 'ISSUED'")
                .mapTo(Integer.class)
                .one());
    }
}
