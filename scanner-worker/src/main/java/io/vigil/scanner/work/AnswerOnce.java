package io.vigil.scanner.work;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Answers requests of tenant-service. One that was lost or came too late is not tried again: tenant-service asks anew. */
@ApplicationScoped
class AnswerOnce {
    private static final Logger LOG = Logger.getLogger(AnswerOnce.class);

    /**
     * What is asked.
     *
     * @param name in messages, such as {@code probe}
     * @param stale nobody waits for an older one
     * @param fields that none may lack
     */
    record Kind<R extends Event>(
            Class<R> type,
            String name,
            Duration stale,
            Function<R, Instant> requestedAt,
            Function<R, Stream<?>> fields) {}

    /** @see Lane.Handler */
    interface Answering<R> {
        List<? extends Event> answer(R request) throws InterruptedException;
    }

    private final DeadLetters dead;
    private final Publish publish;
    private final InstantSource clock;

    AnswerOnce(DeadLetters dead, Publish publish, InstantSource clock) {
        this.dead = dead;
        this.publish = publish;
        this.clock = clock;
    }

    <R extends Event> AcknowledgeType handle(
            ConsumerRecord<String, String> record, Kind<R> kind, Answering<R> answering) throws InterruptedException {
        R request;
        try {
            request = read(record, kind);
        } catch (MalformedEvent malformed) {
            LOG.warnf("a record of %s cannot be read: %s", record.topic(), malformed.getMessage());
            dead.bury(Topics.DEAD_LETTERS, record, malformed);
            return AcknowledgeType.REJECT;
        }
        if (kind.requestedAt().apply(request).plus(kind.stale()).isBefore(clock.instant()))
            return AcknowledgeType.ACCEPT;
        for (Event answer : answering.answer(request)) publish.surely(() -> publish.event(answer));
        return AcknowledgeType.ACCEPT;
    }

    private static <R extends Event> R read(ConsumerRecord<String, String> record, Kind<R> kind) {
        if (record.value() == null) throw new MalformedEvent("the record is empty", null);
        Event event = EventJson.read(record.value());
        if (!kind.type().isInstance(event)) throw new MalformedEvent("the record asks for no " + kind.name(), null);
        R request = kind.type().cast(event);
        if (kind.fields().apply(request).anyMatch(Objects::isNull))
            throw new MalformedEvent("the record lacks a field of its " + kind.name(), null);
        if (!request.key().equals(record.key()))
            throw new MalformedEvent(
                    "the record's key '%s' is not its %s's".formatted(record.key(), kind.name()), null);
        return request;
    }
}
