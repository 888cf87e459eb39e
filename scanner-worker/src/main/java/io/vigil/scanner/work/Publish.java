package io.vigil.scanner.work;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends events to the topic that carries them. */
@ApplicationScoped
class Publish {
    private static final Logger LOG = Logger.getLogger(Publish.class);
    private static final int MAX_BACK_OFF = 10;

    private final Emitter<String> broker;

    private final WorkerConfig config;

    Publish(
            @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<String> broker,
            WorkerConfig config) {
        this.broker = broker;
        this.config = config;
    }

    /** Done when the broker has acknowledged the event. */
    CompletableFuture<Void> event(Event event) {
        return record(Topics.of(event), event.key(), EventJson.write(event), new RecordHeaders());
    }

    /** Done when the broker has acknowledged the record. */
    CompletableFuture<Void> record(String topic, @Nullable String key, String value, Headers headers) {
        var acknowledged = new CompletableFuture<Void>();
        var target = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(topic)
                .withKey(key)
                .withHeaders(headers)
                .build();
        broker.send(Message.of(
                value,
                Metadata.of(target),
                () -> {
                    acknowledged.complete(null);
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    acknowledged.completeExceptionally(failure);
                    return CompletableFuture.completedFuture(null);
                }));
        return acknowledged;
    }

    /** Sends until the broker has it, for what must not be lost; an interruption ends it only between two attempts. */
    void surely(Supplier<CompletableFuture<Void>> send) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                send.get().join();
                return;
            } catch (RuntimeException unsent) {
                LOG.errorf(unsent, "attempt %d to send what must not be lost", attempt);
                Thread.sleep(config.backOff().multipliedBy(Math.min(attempt, MAX_BACK_OFF)));
            }
        }
    }
}
