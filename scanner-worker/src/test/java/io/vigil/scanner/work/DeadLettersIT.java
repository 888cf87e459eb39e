package io.vigil.scanner.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.reactive.messaging.kafka.fault.KafkaDeadLetterQueue;
import io.vigil.contracts.DeadLetterHeaders;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitStarted;
import io.vigil.contracts.WorkerBeat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What no worker can do is where people see it, with the reason, and stands in nobody's way. */
@OneWorker
class DeadLettersIT extends OnTheWire {

    record Malformed(
            String what, @Nullable String key, @Nullable String value) {
        @Override
        public String toString() {
            return what;
        }
    }

    static final List<Malformed> MALFORMED = malformed();

    private static List<Malformed> malformed() {
        ScanUnitRequested unit = Units.frankfurt();
        String json = EventJson.write(unit);
        String key = unit.key();
        return List.of(
                new Malformed("no JSON", key, "no JSON"),
                new Malformed("nothing", key, null),
                new Malformed("an empty text", key, ""),
                new Malformed("JSON's null", key, "null"),
                new Malformed("another account's key", "somebody/else", json),
                new Malformed("no key", null, json),
                new Malformed("no type", key, json.replaceFirst("\"type\":\"\\w+\",", "")),
                new Malformed("an unknown type", key, json.replaceFirst("ScanUnitRequested", "NoSuchEvent")),
                new Malformed(
                        "another event",
                        "w",
                        EventJson.write(new WorkerBeat("w", 1, Instant.parse("2026-01-01T00:00:00Z")))),
                new Malformed("no unit", key, json.replaceFirst("\"unit\":\\{", "\"another\":{")),
                new Malformed("no regions", key, json.replaceFirst("\"regions\"", "\"places\"")),
                new Malformed("an attempt of 0", key, json.replaceFirst("\"attempt\":1", "\"attempt\":0")),
                new Malformed(
                        "an endless number",
                        key,
                        json.replaceFirst("\"attempt\":1", "\"attempt\":" + "1".repeat(2_000))),
                new Malformed("endless depth", key, "{\"type\":\"ScanUnitRequested\",\"unit\":" + "[".repeat(100_000)),
                new Malformed("a megabyte", key, "x".repeat(1_000_000)));
    }

    @ParameterizedTest
    @FieldSource("MALFORMED")
    void whatIsNoUnitGoesToTheDeadLetters(Malformed malformed) {
        // When
        RecordMetadata sent = wire.say(Topics.UNIT_REQUESTED, malformed.key(), malformed.value());

        // Then
        ConsumerRecord<String, String> letter =
                wire.awaitsDeadLetter(Topics.DEAD_LETTERS, record -> isOf(record, sent));
        assertThat(headers(letter))
                .containsEntry(DeadLetterHeaders.EXCEPTION, MalformedEvent.class.getName())
                .containsEntry(DeadLetterHeaders.DELIVERIES, "1")
                .containsEntry(DeadLetterHeaders.WORKER, WorkerLab.NAME);
        assertThat(headers(letter).get(DeadLetterHeaders.REASON)).isNotBlank();
        assertThat(letter.key()).isEqualTo(malformed.key());
        String value = malformed.value() == null ? "" : malformed.value();
        assertThat(letter.value()).isEqualTo(value.substring(0, Math.min(value.length(), EventJson.MAX_MESSAGE_BYTES)));
    }

    @Test
    void theNextUnitFlows() {
        // Given
        MALFORMED.forEach(malformed -> wire.say(Topics.UNIT_REQUESTED, malformed.key(), malformed.value()));
        ScanUnitRequested asked = Units.frankfurt();

        // When
        wire.say(asked);

        // Then
        Report.awaited(wire, asked.unit());
    }

    @Test
    void aUnitThatAlwaysFailsIsTriedAgainMoreAndMoreSlowlyAndThenGivenUp() {
        // Given
        ScanUnitRequested asked = Units.frankfurt(PackServer.BROKEN, Units.EXTERNAL_ID);

        // When
        RecordMetadata sent = wire.say(asked);

        // Then
        ConsumerRecord<String, String> letter = wire.awaitsDeadLetter(Topics.UNIT_DEAD, record -> isOf(record, sent));
        assertThat(EventJson.read(letter.value())).isEqualTo(asked);
        assertThat(headers(letter))
                .containsEntry(DeadLetterHeaders.EXCEPTION, IOException.class.getName())
                .containsEntry(DeadLetterHeaders.DELIVERIES, Integer.toString(WorkerLab.MAX_DELIVERIES))
                .containsEntry(DeadLetterHeaders.WORKER, WorkerLab.NAME);
        assertThat(headers(letter).get(DeadLetterHeaders.REASON)).contains("answered 500");

        // the ledger is told under the run that it knows
        UnitFailed told = wire.awaits(UnitFailed.class, asked.unit());
        List<UnitStarted> started = wire.told(UnitStarted.class, asked.unit());
        assertThat(told.cause()).isEqualTo(UnitFailed.Cause.VIGIL_FAULT);
        assertThat(told.run()).isEqualTo(started.getLast().run());
        assertThat(started).hasSize(WorkerLab.MAX_DELIVERIES);
        assertThat(started).extracting(UnitStarted::run).doesNotHaveDuplicates();
        for (int delivery = 1; delivery < started.size(); delivery++)
            assertThat(Duration.between(
                            started.get(delivery - 1).at(),
                            started.get(delivery).at()))
                    .isGreaterThanOrEqualTo(
                            Duration.ofMillis(WorkerLab.BACK_OFF_MILLIS).multipliedBy(delivery));

        // and the slot is free
        ScanUnitRequested next = Units.frankfurt();
        wire.say(next);
        Report.awaited(wire, next.unit());
        assertThat(wire.told(UnitStarted.class, asked.unit())).hasSize(WorkerLab.MAX_DELIVERIES);
        assertThat(wire.told(UnitClosed.class, asked.unit())).isEmpty();
    }

    @Test
    void theHeadersAreThoseOfTheOtherChannels() {
        assertThat(List.of(
                        DeadLetterHeaders.REASON,
                        DeadLetterHeaders.EXCEPTION,
                        DeadLetterHeaders.TOPIC,
                        DeadLetterHeaders.PARTITION,
                        DeadLetterHeaders.OFFSET))
                .containsExactly(
                        KafkaDeadLetterQueue.DEAD_LETTER_REASON,
                        KafkaDeadLetterQueue.DEAD_LETTER_EXCEPTION_CLASS_NAME,
                        KafkaDeadLetterQueue.DEAD_LETTER_TOPIC,
                        KafkaDeadLetterQueue.DEAD_LETTER_PARTITION,
                        KafkaDeadLetterQueue.DEAD_LETTER_OFFSET);
    }

    static boolean isOf(ConsumerRecord<String, String> letter, RecordMetadata original) {
        Map<String, String> headers = headers(letter);
        return original.topic().equals(headers.get(DeadLetterHeaders.TOPIC))
                && Integer.toString(original.partition()).equals(headers.get(DeadLetterHeaders.PARTITION))
                && Long.toString(original.offset()).equals(headers.get(DeadLetterHeaders.OFFSET));
    }

    static Map<String, String> headers(ConsumerRecord<String, String> letter) {
        Map<String, String> headers = new TreeMap<>();
        letter.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
