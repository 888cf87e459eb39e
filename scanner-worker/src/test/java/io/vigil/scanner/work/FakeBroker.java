package io.vigil.scanner.work;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A broker that refuses as often as it is told to: what no real one does on request. */
final class FakeBroker implements Emitter<String> {
    record Taken(String topic, String value) {}

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();

    /** The next so many records of the topic are refused. */
    FakeBroker refuses(String topic, int times) {
        refusals.put(topic, new AtomicInteger(times));
        return this;
    }

    List<Taken> taken(String topic) {
        return taken.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    <E extends Event> List<E> told(Class<E> type) {
        return taken.stream()
                .filter(record -> !record.topic().equals(Topics.DEAD_LETTERS)
                        && !record.topic().equals(Topics.UNIT_DEAD))
                .map(record -> EventJson.read(record.value()))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public CompletionStage<Void> send(String payload) {
        throw new UnsupportedOperationException("the worker names the topic of each record");
    }

    @Override
    public <M extends Message<? extends String>> void send(M message) {
        String topic = message.getMetadata(OutgoingKafkaRecordMetadata.class)
                .orElseThrow()
                .getTopic();
        AtomicInteger left = refusals.getOrDefault(topic, new AtomicInteger());
        if (left.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
            message.nack(new IOException("refused"));
            return;
        }
        taken.add(new Taken(topic, message.getPayload()));
        message.ack();
    }

    @Override
    public void complete() {}

    @Override
    public void error(Exception failure) {
        throw new AssertionError(failure);
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean hasRequests() {
        return true;
    }
}
