package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox in its order and deletes what the broker has acknowledged. One replica at a time holds the
 * lock; a crash between the two publishes again, which consumers recognise by the event id.
 */
@Startup
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 2_000;

    /** Of one batch, unless its first event is larger. */
    private static final int BATCH_BYTES = 8 * 1024 * 1024;

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    /**
     * @param place where it lies in the table; nobody moves it
     * @param payload null tells a compacted topic to forget the key
     */
    private record Row(
            String place,
            String topic,
            String key,
            @Nullable String payload) {}

    private final PlatformTransaction transaction;
    private final OutboxSignal signal;
    private final Emitter<String> broker;
    private final Thread loop = Thread.ofVirtual().name("outbox-relay").unstarted(this::relayUntilStopped);
    private volatile boolean stopping;

    OutboxRelay(
            PlatformTransaction transaction,
            OutboxSignal signal,
            @Channel("outbox") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<String> broker) {
        this.transaction = transaction;
        this.signal = signal;
        this.broker = broker;
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    void stop(@Observes ShutdownEvent ending) throws InterruptedException {
        stopping = true;
        loop.interrupt();
        loop.join(Duration.ofSeconds(5));
    }

    private void relayUntilStopped() {
        while (!stopping) {
            try {
                if (publishBatch() == 0) signal.await(POLL);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                if (stopping) return;
                LOG.warnf(failed, "events wait in the outbox; next try in %s", BACK_OFF);
                if (!pause()) return;
            }
        }
    }

    private boolean pause() {
        try {
            signal.await(BACK_OFF);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int publishBatch() {
        return transaction.call(handle -> {
            List<Row> rows = claim(handle);
            CompletableFuture.allOf(rows.stream().map(this::publish).toArray(CompletableFuture[]::new))
                    .join();
            // by place: whatever plan was made while the table was empty, it is never read whole
            if (!rows.isEmpty())
                handle.createUpdate("delete from outbox where ctid = any (:places::tid[])")
                        .bindArray(
                                "places",
                                String.class,
                                rows.stream().map(Row::place).toList())
                        .execute();
            return rows.size();
        });
    }

    private static List<Row> claim(Handle handle) {
        boolean alone = handle.createQuery("select pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox'))")
                .mapTo(Boolean.class)
                .one();
        if (!alone) return List.of();
        // a table that is empty most of the time looks small to the planner when it is not
        handle.execute("set local enable_seqscan = off");
        return handle.createQuery("""
                        select place, topic, key, payload from (
                          select *, sum(bytes) over (order by seq) - bytes as before from (
                            select seq, ctid::text as place, topic, key, payload, coalesce(octet_length(payload), 0) as bytes
                            from outbox order by seq limit :batch) first) counted
                        where before < :bytes order by seq
                        """)
                .bind("batch", BATCH)
                .bind("bytes", BATCH_BYTES)
                .map((rs, ctx) -> new Row(
                        rs.getString("place"), rs.getString("topic"), rs.getString("key"), rs.getString("payload")))
                .list();
    }

    private CompletableFuture<Void> publish(Row row) {
        var acknowledged = new CompletableFuture<Void>();
        var target = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(row.topic())
                .withKey(row.key())
                .build();
        broker.send(Message.of(
                row.payload(),
                Metadata.of(target),
                () -> {
                    acknowledged.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    acknowledged.completeExceptionally(new CompletionException(failure));
                    return CompletableFuture.completedFuture(null);
                }));
        return acknowledged;
    }
}
