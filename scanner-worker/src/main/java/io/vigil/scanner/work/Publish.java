package io.vigil.scanner.work;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends events to the topic that carries them. */
@ApplicationScoped
class Publish {
    private final Emitter<String> broker;

    Publish(@Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<String> broker) {
        this.broker = broker;
    }

    /** Done when the broker has acknowledged the event. */
    CompletableFuture<Void> event(Event event) {
        return record(Topics.of(event), event.key(), EventJson.write(event));
    }

    CompletableFuture<Void> record(String topic, String key, String value) {
        var acknowledged = new CompletableFuture<Void>();
        var target = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(topic)
                .withKey(key)
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
}
