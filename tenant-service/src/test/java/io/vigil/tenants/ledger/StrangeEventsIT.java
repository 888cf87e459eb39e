package io.vigil.tenants.ledger;

import static io.vigil.contracts.Region.GLOBAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.UnitStarted;
import io.vigil.contracts.WorkerBeat;
import io.vigil.tenants.test.FakeRun;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnRealParts
class StrangeEventsIT {
    private static final Region FRANKFURT = new Region("eu-central-1");

    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    TurnableClock clock;

    private TenantId tenant;
    private AccountId account;
    private ScanId scan;
    private ScanUnitRequested asked;

    @BeforeEach
    void aRunningUnit() {
        tenant = world.tenant();
        account = world.account(tenant);
        world.worker();
        scan = world.scan(tenant, account);
        asked = world.requested(scan, FRANKFURT, 1);
    }

    @Test
    void duplicatesAndOlderBeatsChangeNothing() {
        // Given
        FakeRun first = world.run(asked, "worker-1").start().beat(1, 10).beat(2, 20);
        FakeRun second = world.run(asked, "worker-2").start().beat(1, 5);
        world.awaitScan(
                tenant,
                scan,
                found -> World.unit(found, FRANKFURT, "counts.calls").equals(5));
        // When
        first.start().beat(1, 10).beat(3, 30).giveBack();
        second.beat(2, 7).beat(1, 5);
        passed();
        // Then
        var found = world.find(tenant, scan);
        assertThat(World.unit(found, FRANKFURT, "state")).isEqualTo("RUNNING");
        assertThat(World.unit(found, FRANKFURT, "worker")).isEqualTo("worker-2");
        assertThat(World.unit(found, FRANKFURT, "counts.calls")).isEqualTo(7);
    }

    @Test
    void aFoldedUnitHearsNothingMore() {
        // Given
        FakeRun run = world.run(asked, "worker-1").start().close(3);
        // the two words travel on topics of their own
        world.awaitUnit(tenant, scan, FRANKFURT, "REPORTED");
        run.fold();
        world.awaitScan(
                tenant,
                scan,
                found -> World.unit(found, FRANKFURT, "state").equals("FOLDED")
                        && World.unit(found, FRANKFURT, "counts.calls").equals(3));
        // When
        run.fold().start().beat(4, 4).close(9).giveBack().fail(UnitFailed.Cause.ROLE_REFUSED, "too late");
        passed();
        // Then
        var found = world.find(tenant, scan);
        assertThat(World.unit(found, FRANKFURT, "state")).isEqualTo("FOLDED");
        assertThat(World.unit(found, FRANKFURT, "counts.calls")).isEqualTo(3);
        assertThat(found.getInt("tally.pass")).isEqualTo(FakeRun.TALLY.pass() * /* the flushing unit */ 2);
    }

    @Test
    void whatOvertookIsHeardAnyway() {
        // When
        world.run(asked, "worker-1").fold().close(3).start();
        // Then
        world.awaitUnit(tenant, scan, FRANKFURT, "FOLDED");
    }

    @Test
    void wordsOfAnotherTenantAccountAttemptOrUnitChangeNothing() {
        // Given
        world.run(asked, "worker-1").start();
        world.awaitUnit(tenant, scan, FRANKFURT, "RUNNING");
        TenantId stranger = world.tenant();
        AccountId strangersAccount = world.account(stranger);
        UnitRef mine = asked.unit();
        // When
        List.of(
                        new UnitRef(stranger, account, scan, mine.unit(), 1),
                        new UnitRef(stranger, strangersAccount, scan, mine.unit(), 1),
                        new UnitRef(tenant, strangersAccount, scan, mine.unit(), 1),
                        new UnitRef(tenant, account, new ScanId(UUID.randomUUID()), mine.unit(), 1),
                        new UnitRef(tenant, account, scan, new UnitId(UUID.randomUUID()), 1),
                        new UnitRef(new TenantId(UUID.randomUUID()), account, scan, mine.unit(), 1),
                        new UnitRef(tenant, account, scan, mine.unit(), 2))
                .forEach(forged -> {
                    RunId run = new RunId(UUID.randomUUID());
                    wire.say(new UnitStarted(forged, run, "forger", clock.instant()));
                    wire.say(new UnitFailed(
                            forged, run, "forger", UnitFailed.Cause.ROLE_REFUSED, "forged", clock.instant()));
                    wire.say(new ScanUnitFolded(forged, run, FakeRun.TALLY, clock.instant()));
                });
        passed();
        // Then
        var found = world.find(tenant, scan);
        assertThat(World.unit(found, FRANKFURT, "state")).isEqualTo("RUNNING");
        assertThat(World.unit(found, FRANKFURT, "worker")).isEqualTo("worker-1");
        assertThat(world.account(stranger, strangersAccount).getString("state")).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.UNIT_PROGRESSED, Topics.UNIT_FOLDED, Topics.WORKER_BEAT})
    void aMalformedRecordGoesToTheDeadLettersAndTheRestFlowsOn(String topic) {
        // Given
        String mark = UUID.randomUUID().toString();
        String valid = EventJson.write(new WorkerBeat("w-" + mark, 1, clock.instant()));
        // When
        wire.say(topic, asked.unit().key(), "no json " + mark);
        wire.say(topic, asked.unit().key(), "{\"type\":\"NoSuchEvent\",\"mark\":\"%s\"}".formatted(mark));
        wire.say(topic, "another key", valid);
        wire.say(topic, "w-" + mark, EventJson.write(new WorkerBeat("w-" + mark, -1, clock.instant())));
        // Then
        await("dead letters")
                .atMost(Duration.ofSeconds(15))
                .until(() -> wire.deadLetters(mark).size() == 4);
        assertThat(wire.deadLetters(mark))
                .allSatisfy(letter -> assertThat(letter.headers())
                        .extracting(Header::key)
                        .contains("dead-letter-reason", "dead-letter-topic", "dead-letter-offset"));
        passed();
        world.worker("flows-" + mark, 1);
        await("a worker's beat")
                .atMost(Duration.ofSeconds(15))
                .until(() -> world.operations().getList("workers.name").contains("flows-" + mark));
    }

    @Test
    void anUnreadableReportIsLeftToWhoeverOwnsIt() {
        // When
        String mark = UUID.randomUUID().toString();
        wire.say(Topics.UNIT_REPORTED, asked.unit().key(), "{\"type\":\"UnitClosed\",\"mark\":\"%s\"".formatted(mark));
        world.run(asked, "worker-1").close(3);
        // Then
        world.awaitUnit(tenant, scan, FRANKFURT, "REPORTED");
        assertThat(wire.deadLetters(mark)).isEmpty();
    }

    @Test
    void aReportedUnitWaitsForItsFoldWithoutHeartbeat() {
        // Given
        FakeRun run = world.run(asked, "worker-1").start().beat(1, 1).close(3);
        world.awaitUnit(tenant, scan, FRANKFURT, "REPORTED");
        // When
        clock.turn(Duration.ofSeconds(50));
        world.worker();
        run.fold();
        // Then
        var folded = world.awaitUnit(tenant, scan, FRANKFURT, "FOLDED");
        assertThat(World.unit(folded, FRANKFURT, "attempt")).isEqualTo(1);
    }

    /** All that was said about this account before is through when its global unit, under the same key, is folded. */
    private void passed() {
        ScanUnitRequested global = world.requested(scan, GLOBAL, 1);
        FakeRun run = world.run(global, "flush").start();
        world.awaitUnit(tenant, scan, GLOBAL, "RUNNING");
        run.fold();
        world.awaitUnit(tenant, scan, GLOBAL, "FOLDED");
    }
}
