package io.vigil.scanner.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigil.contracts.DeadLetterHeaders;
import io.vigil.contracts.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Puts records that no worker can handle where people see them, with what went wrong in their headers. */
@ApplicationScoped
class DeadLetters {
    private static final int MAX_REASON_CHARACTERS = 1_000;

    /** At most three bytes each, so that the headers never carry a record over the broker's limit of 1 MiB. */
    private static final int MAX_VALUE_CHARACTERS = EventJson.MAX_MESSAGE_BYTES;

    private final Publish publish;
    private final WorkerConfig config;

    DeadLetters(Publish publish, WorkerConfig config) {
        this.publish = publish;
        this.config = config;
    }

    /** Returns when the broker has it, so that the original may go. */
    void bury(String topic, ConsumerRecord<String, String> record, Throwable why) throws InterruptedException {
        String value = cut(record.value() == null ? "" : record.value(), MAX_VALUE_CHARACTERS);
        Headers headers = headers(record, why);
        publish.surely(() -> publish.record(topic, record.key(), value, headers));
    }

    /** How often the broker has handed out the record, this time included. */
    static int deliveries(ConsumerRecord<String, String> record) {
        return Optional.ofNullable(record.deliveryCount())
                .flatMap(count -> count)
                .map(Short::intValue)
                .orElse(1);
    }

    private Headers headers(ConsumerRecord<String, String> record, Throwable why) {
        Headers headers = new RecordHeaders();
        add(headers, DeadLetterHeaders.REASON, cut(String.valueOf(why.getMessage()), MAX_REASON_CHARACTERS));
        add(headers, DeadLetterHeaders.EXCEPTION, why.getClass().getName());
        add(headers, DeadLetterHeaders.TOPIC, record.topic());
        add(headers, DeadLetterHeaders.PARTITION, Integer.toString(record.partition()));
        add(headers, DeadLetterHeaders.OFFSET, Long.toString(record.offset()));
        add(headers, DeadLetterHeaders.DELIVERIES, Integer.toString(deliveries(record)));
        add(headers, DeadLetterHeaders.WORKER, config.name());
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static String cut(String text, int maxCharacters) {
        return text.length() <= maxCharacters ? text : text.substring(0, maxCharacters);
    }
}
