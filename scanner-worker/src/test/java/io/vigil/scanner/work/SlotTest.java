package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the broker is told of a unit that is under way; the broker itself is in the tests on real parts. */
class SlotTest {
    private static final Optional<Integer> HOLD_MILLIS = Optional.of(600);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void aUnitThatTakesLongKeepsItsHold() throws Exception {
        assertThat(answer(() -> {
                    never.await();
                    return AcknowledgeType.ACCEPT;
                }))
                .isEqualTo(AcknowledgeType.RENEW);
    }

    @Test
    void aUnitThatIsDoneIsAccepted() throws Exception {
        assertThat(answer(() -> AcknowledgeType.ACCEPT)).isEqualTo(AcknowledgeType.ACCEPT);
    }

    @Test
    void aUnitThatIsDoneAtTheStopIsAcceptedAllTheSame() throws Exception {
        assertThat(stopped(() -> {
                    awaitTheStop();
                    return AcknowledgeType.ACCEPT;
                }))
                .isEqualTo(AcknowledgeType.ACCEPT);
    }

    @Test
    void aUnitGoesBackAfterItsJobHasEnded() throws Exception {
        // Given
        AtomicBoolean ended = new AtomicBoolean();

        // When
        AcknowledgeType answer = stopped(() -> {
            awaitTheStop();
            // takes its time to say goodbye, but less than a third of the hold
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
            ended.set(true);
            return AcknowledgeType.RELEASE;
        });

        // Then
        assertThat(answer).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(ended).isTrue();
    }

    @Test
    void aUnitThatDoesNotEndGoesBackBeforeItsHoldRunsOut() throws Exception {
        // When
        long began = System.nanoTime();
        AcknowledgeType answer = stopped(() -> {
            while (never.getCount() > 0) awaitTheStop();
            return AcknowledgeType.ACCEPT;
        });

        // Then
        assertThat(answer).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isLessThan(Duration.ofMillis(HOLD_MILLIS.orElseThrow()));
        never.countDown();
    }

    @Test
    void aUnitThatComesWhileTheWorkerStopsIsNotBegun() throws Exception {
        // Given
        stop.countDown();

        // Then
        assertThat(answer(() -> AcknowledgeType.ACCEPT)).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(begun.getCount()).isEqualTo(1);
    }

    @Test
    void anErrorGoesBackAfterAPause() throws Exception {
        // When
        long began = System.nanoTime();
        AcknowledgeType answer = answer(() -> {
            throw new OutOfMemoryError("once more");
        });

        // Then
        assertThat(answer).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Settings.QUICK.backOff());
    }

    /** Swallows the interruption that the stop brings. */
    private void awaitTheStop() {
        try {
            never.await();
        } catch (InterruptedException stopped) {
            return;
        }
    }

    private AcknowledgeType answer(Callable<AcknowledgeType> job) throws InterruptedException {
        Slot slot = slot(job);
        return slot.workOn(slot.take(new ConsumerRecord<>(Topics.UNIT_REQUESTED, 0, 0, "key", "unit")), HOLD_MILLIS);
    }

    /** The worker stops once the job has begun. */
    private AcknowledgeType stopped(Callable<AcknowledgeType> job) throws InterruptedException {
        Thread.ofVirtual().start(() -> {
            try {
                begun.await();
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
            stop.countDown();
        });
        return answer(job);
    }

    private Slot slot(Callable<AcknowledgeType> job) {
        Lane.Handler handler = record -> {
            begun.countDown();
            try {
                return job.call();
            } catch (InterruptedException | RuntimeException stopped) {
                throw stopped;
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
        };
        return new Slot(stop, Lane.units(handler), Settings.QUICK, "nowhere:1");
    }
}
