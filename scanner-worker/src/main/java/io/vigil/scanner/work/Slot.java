package io.vigil.scanner.work;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes the work of a lane from its share group, one at a time, and renews its hold while the unit is worked on. The hold is renewed
 * by {@code commitSync}: a renewal through {@code poll} fetches a further record whose hold then runs out in the client's
 * buffer, and units run twice.
 */
final class Slot implements Runnable {
    private static final Logger LOG = Logger.getLogger(Slot.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration COMMIT = Duration.ofSeconds(5);
    private static final Duration NEW_CONSUMER_AFTER = Duration.ofSeconds(2);
    private static final int DEFAULT_LOCK_MILLIS = 15_000;

    private final CountDownLatch stop;
    private final Lane lane;
    private final WorkerConfig config;
    private final String brokers;
    private volatile long lastTurn = System.nanoTime();

    Slot(CountDownLatch stop, Lane lane, WorkerConfig config, String brokers) {
        this.stop = stop;
        this.lane = lane;
        this.config = config;
        this.brokers = brokers;
    }

    /** How long ago it last had the loop in its hands, whether with a unit or without. */
    Duration sinceLastTurn() {
        return Duration.ofNanos(System.nanoTime() - lastTurn);
    }

    /** Until the worker stops. */
    @Override
    public void run() {
        while (running()) {
            try {
                consume();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException lost) {
                LOG.warnf(lost, "a slot lost its consumer; a new one in %s", NEW_CONSUMER_AFTER);
                if (stopsWithin(NEW_CONSUMER_AFTER)) return;
            }
        }
    }

    private boolean running() {
        return stop.getCount() > 0;
    }

    private boolean stopsWithin(Duration time) {
        try {
            return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** A unit in this slot's hands. */
    record Held(ConsumerRecord<String, String> record, FutureTask<AcknowledgeType> job, Thread thread) {
        boolean is(ConsumerRecord<String, String> other) {
            return record.offset() == other.offset() && record.partition() == other.partition();
        }
    }

    private void consume() throws InterruptedException {
        @Nullable Held held = null;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "group.id", lane.group(),
                "share.acknowledgement.mode", "explicit",
                "share.acquire.mode", "record_limit",
                "max.poll.records", "1");
        try (var consumer = new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(lane.topic()));
            while (running() || held != null) {
                lastTurn = System.nanoTime();
                var polled = consumer.poll(POLL);
                if (polled.isEmpty() && held != null) {
                    held.thread().interrupt();
                    held = null;
                }
                // after a renewal the same record comes again; only what the last poll returned may be acknowledged
                for (ConsumerRecord<String, String> record : polled) {
                    if (held == null || !held.is(record)) {
                        if (held != null) held.thread().interrupt();
                        held = take(record);
                    }
                    AcknowledgeType answer = workOn(held, consumer.acquisitionLockTimeoutMs());
                    consumer.acknowledge(record, answer);
                    if (isLost(consumer, record, answer) || answer != AcknowledgeType.RENEW) {
                        held.thread().interrupt();
                        held = null;
                    }
                }
            }
        } finally {
            if (held != null) held.thread().interrupt();
        }
    }

    Held take(ConsumerRecord<String, String> record) {
        FutureTask<AcknowledgeType> job = new FutureTask<>(() -> lane.handler().handle(record));
        Thread thread = Thread.ofVirtual().name("unit-" + record.offset()).unstarted(job);
        // one that comes while the worker stops goes back as it is
        if (running()) thread.start();
        else job.cancel(/* mayInterruptIfRunning */ false);
        return new Held(record, job, thread);
    }

    /** Waits for the unit until a third of the hold has passed, or until the worker stops. */
    AcknowledgeType workOn(Held held, Optional<Integer> lockMillis) throws InterruptedException {
        Duration third = Duration.ofMillis(lockMillis.orElse(DEFAULT_LOCK_MILLIS) / 3);
        long until = System.nanoTime() + third.toNanos();
        while (running() && System.nanoTime() < until) {
            try {
                return answerOf(held, Duration.ofMillis(50));
            } catch (TimeoutException working) {
                continue;
            }
        }
        if (running()) return AcknowledgeType.RENEW;
        held.thread().interrupt();
        try {
            // another worker must not begin before this one has ended, and what was done in time counts
            return answerOf(held, third);
        } catch (TimeoutException hanging) {
            LOG.warnf(
                    "unit %s does not end; it goes back all the same",
                    held.thread().getName());
            return AcknowledgeType.RELEASE;
        }
    }

    private AcknowledgeType answerOf(Held held, Duration patience) throws InterruptedException, TimeoutException {
        try {
            return held.job().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (CancellationException unstarted) {
            return AcknowledgeType.RELEASE;
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof InterruptedException)) {
                LOG.warn("a unit is given back", failed.getCause());
                // the broker would hand it out again at once
                stopsWithin(config.backOff());
            }
            return AcknowledgeType.RELEASE;
        }
    }

    /** The broker refuses what this consumer no longer holds: somebody else has the unit. */
    private static boolean isLost(
            KafkaShareConsumer<String, String> consumer,
            ConsumerRecord<String, String> record,
            AcknowledgeType answer) {
        var refused = consumer.commitSync(COMMIT).values().stream()
                .flatMap(Optional::stream)
                .findFirst();
        refused.ifPresent(
                why -> LOG.warnf("%s of record %d was refused: %s", answer, record.offset(), why.getMessage()));
        return refused.isPresent();
    }
}
