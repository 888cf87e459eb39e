package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitFailed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class HandleRecordTest {
    static final List<Throwable> FAILURES = List.of(
            new IllegalStateException("broken"),
            new OutOfMemoryError("Java heap space"),
            new StackOverflowError(),
            new NoClassDefFoundError("io/vigil/Gone"));

    private final FakeBroker broker = new FakeBroker();
    private final ScanUnitRequested unit = Units.frankfurt();
    private final List<RunId> runs = new ArrayList<>();

    @ParameterizedTest
    @FieldSource("FAILURES")
    void whateverMayPassGoesBackAfterAPause(Throwable failure) throws Exception {
        // When
        long began = System.nanoTime();
        AcknowledgeType answer = handle(failing(failure), record(/* deliveries */ 2));

        // Then
        assertThat(answer).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        assertThat(broker.taken(Topics.UNIT_DEAD)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FAILURES")
    void whateverFailsInItsLastDeliveryIsKeptForPeople(Throwable failure) throws Exception {
        // When
        AcknowledgeType answer = handle(failing(failure), record(/* deliveries */ 3));

        // Then
        assertThat(answer).isEqualTo(AcknowledgeType.REJECT);
        assertThat(broker.taken(Topics.UNIT_DEAD))
                .extracting(FakeBroker.Taken::value)
                .containsExactly(EventJson.write(unit));
        assertThat(broker.told(UnitFailed.class)).singleElement().satisfies(told -> {
            assertThat(told.cause()).isEqualTo(UnitFailed.Cause.VIGIL_FAULT);
            assertThat(told.run()).isEqualTo(runs.getLast());
        });
    }

    @Test
    void aDeadUnitIsNotForgottenBeforeTheBrokerHasItAndTheLedgerKnows() throws Exception {
        // Given
        broker.refuses(Topics.UNIT_DEAD, 2).refuses(Topics.UNIT_PROGRESSED, 2);

        // When
        AcknowledgeType answer = handle(failing(new IllegalStateException()), record(/* deliveries */ 3));

        // Then
        assertThat(answer).isEqualTo(AcknowledgeType.REJECT);
        assertThat(broker.taken(Topics.UNIT_DEAD)).hasSize(1);
        assertThat(broker.told(UnitFailed.class)).hasSize(1);
    }

    @Test
    void whoIsStoppedWhileTheBrokerRefusesDoesNotSayThatItIsDone() throws Exception {
        // Given
        broker.refuses(Topics.DEAD_LETTERS, Integer.MAX_VALUE);
        ConsumerRecord<String, String> malformed = record("no JSON", /* deliveries */ 1);
        FutureTask<AcknowledgeType> task = new FutureTask<>(() -> handle(failing(new Error()), malformed));
        Thread thread = Thread.ofVirtual().start(task);

        // When
        thread.interrupt();

        // Then
        assertThat(catching(task)).isInstanceOf(InterruptedException.class);
        assertThat(broker.taken(Topics.DEAD_LETTERS)).isEmpty();
    }

    private static Throwable catching(FutureTask<?> task) throws Exception {
        try {
            throw new AssertionError("it ended with " + task.get(5, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }

    private AcknowledgeType handle(WorkUnit work, ConsumerRecord<String, String> record) throws InterruptedException {
        Publish publish = new Publish(broker, Settings.QUICK);
        return new HandleRecord(
                        work,
                        new DeadLetters(publish, Settings.QUICK),
                        publish,
                        new WorkerMeters(new SimpleMeterRegistry()),
                        Settings.QUICK,
                        InstantSource.system())
                .handle(record);
    }

    private WorkUnit failing(Throwable failure) {
        return new WorkUnit(null, null, null, null, null, null, null, null, Settings.QUICK, InstantSource.system()) {
            @Override
            UnitEnd work(ScanUnitRequested request, RunId run) {
                runs.add(run);
                if (failure instanceof Error error) throw error;
                throw (RuntimeException) failure;
            }
        };
    }

    private ConsumerRecord<String, String> record(int deliveries) {
        return record(EventJson.write(unit), deliveries);
    }

    private ConsumerRecord<String, String> record(String value, int deliveries) {
        return new ConsumerRecord<>(
                Topics.UNIT_REQUESTED,
                /* partition */ 0,
                /* offset */ 7,
                /* timestamp */ 0,
                TimestampType.CREATE_TIME,
                /* keySize */ 0,
                /* valueSize */ 0,
                unit.key(),
                value,
                new RecordHeaders(),
                Optional.empty(),
                Optional.of((short) deliveries));
    }
}
