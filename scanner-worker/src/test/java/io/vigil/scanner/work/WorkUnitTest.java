package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigil.checks.CheckCatalogue;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.ScanUnitRevoked;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitReturned;
import io.vigil.contracts.UnitStarted;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the ledger is told, and when; every unit here ends at its pack. */
class WorkUnitTest {
    private static final CheckCatalogue CATALOGUE = CheckCatalogue.load();

    private final FakeBroker broker = new FakeBroker();
    private final Publish publish = new Publish(broker, Settings.QUICK);
    private final Revocations revocations = new Revocations();
    private final ScanUnitRequested unit = Units.frankfurt();
    private final RunId run = new RunId(UUID.randomUUID());
    private final CountDownLatch atThePack = new CountDownLatch(2);

    private interface PackOfTheTest {
        EffectivePack get() throws IOException, InterruptedException;
    }

    @Test
    void aFailureForGoodIsToldBeforeTheRecordIsGone() throws Exception {
        // When
        UnitEnd end = work(() -> PackServer.UNUSABLE_PACK).work(unit, run);

        // Then
        assertThat(end).isEqualTo(UnitEnd.FAILED);
        assertThat(broker.told(UnitFailed.class))
                .singleElement()
                .satisfies(told -> assertThat(told.run()).isEqualTo(run));
    }

    @Test
    void aFailureThatTheBrokerDidNotTakeIsNoEnd() {
        // Given
        broker.refuses(Topics.UNIT_PROGRESSED, Integer.MAX_VALUE);

        // Then
        assertThatThrownBy(() -> work(() -> PackServer.UNUSABLE_PACK).work(unit, run))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void aUnitThatIsStoppedIsToldAsReturned() throws Exception {
        // When
        UnitEnd end = work(() -> {
                    throw new InterruptedException();
                })
                .work(unit, run);

        // Then
        assertThat(end).isEqualTo(UnitEnd.RETURNED);
        assertThat(broker.told(UnitReturned.class))
                .singleElement()
                .satisfies(told -> assertThat(told.run()).isEqualTo(run));
    }

    @Test
    void aUnitGoesBackAlsoWhenThatCannotBeTold() throws Exception {
        // Given
        broker.refuses(Topics.UNIT_PROGRESSED, Integer.MAX_VALUE);

        // Then
        assertThat(work(() -> {
                            throw new InterruptedException();
                        })
                        .work(unit, run))
                .isEqualTo(UnitEnd.RETURNED);
    }

    @Test
    void aUnitThatWasRevokedBeforeIsNotBegun() throws Exception {
        // Given
        revoke();

        // Then
        assertThat(work(() -> PackServer.UNUSABLE_PACK).work(unit, run)).isEqualTo(UnitEnd.REVOKED);
        assertThat(broker.told(UnitStarted.class)).isEmpty();
    }

    @Test
    void aRevokedUnitThatFailsOnItsWayOutIsOver() throws Exception {
        // When
        UnitEnd end = work(() -> {
                    revoke();
                    throw new IOException("closed by the interruption");
                })
                .work(unit, run);

        // Then
        assertThat(end).isEqualTo(UnitEnd.REVOKED);
        assertThat(broker.told(UnitReturned.class)).isEmpty();
    }

    @Test
    void aUnitThatIsDeliveredTwiceAtOnceIsStoppedTwice() throws Exception {
        // Given
        WorkUnit work = work(() -> {
            atThePack.countDown();
            new CountDownLatch(1).await();
            return EffectivePack.BASELINE;
        });
        List<FutureTask<UnitEnd>> runs = List.of(
                new FutureTask<>(() -> work.work(unit, run)),
                new FutureTask<>(() -> work.work(unit, new RunId(UUID.randomUUID()))));
        runs.forEach(each -> Thread.ofVirtual().start(each));
        assertThat(atThePack.await(5, TimeUnit.SECONDS)).isTrue();

        // When
        revoke();

        // Then
        for (FutureTask<UnitEnd> each : runs)
            assertThat(each.get(5, TimeUnit.SECONDS)).isEqualTo(UnitEnd.REVOKED);
    }

    private void revoke() {
        revocations.hear(new ConsumerRecord<>(
                Topics.UNIT_REVOKED,
                /* partition */ 0,
                /* offset */ 0,
                unit.key(),
                EventJson.write(new ScanUnitRevoked(unit.unit(), Instant.EPOCH))));
    }

    private WorkUnit work(PackOfTheTest pack) {
        Packs packs = new Packs(Settings.QUICK, null) {
            @Override
            EffectivePack get(PackDigest digest) throws IOException, InterruptedException {
                return pack.get();
            }
        };
        return new WorkUnit(
                null,
                null,
                CATALOGUE,
                packs,
                publish,
                revocations,
                new Beats(publish, Settings.QUICK, InstantSource.system()),
                new WorkerMeters(new SimpleMeterRegistry()),
                Settings.QUICK,
                InstantSource.system());
    }
}
