package io.vigil.deploy.stack.apart;

import io.vigil.contracts.DeadLetterHeaders;
import io.vigil.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records as anybody with a way to the broker could, and looks for them among the dead letters. */
public final class DeadLetterBox {
    private static final Duration POLL = Duration.ofMillis(200);

    private DeadLetterBox() {}

    public record Sent(String topic, String key, String value) {}

    /** Those that did not come to the dead letters in time. */
    public static List<Sent> missing(String broker, List<Sent> all, Duration patience) {
        Map<String, Object> config = Map.of("bootstrap.servers", broker);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
                var letters = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = letters.partitionsFor(Topics.DEAD_LETTERS).stream()
                    .map(part -> new TopicPartition(part.topic(), part.partition()))
                    .toList();
            letters.assign(partitions);
            letters.seekToEnd(partitions);
            // the end is where it is before anything is sent
            partitions.forEach(letters::position);
            Map<String, Sent> missing = new TreeMap<>();
            for (Sent sent : all) missing.put(place(send(producer, sent)), sent);
            long until = System.nanoTime() + patience.toNanos();
            while (!missing.isEmpty() && System.nanoTime() < until)
                letters.poll(POLL).forEach(letter -> missing.remove(place(letter)));
            return List.copyOf(missing.values());
        }
    }

    private static RecordMetadata send(KafkaProducer<String, String> producer, Sent sent) {
        try {
            return producer.send(new ProducerRecord<>(sent.topic(), sent.key(), sent.value()))
                    .get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String place(RecordMetadata of) {
        return "%s %d %d".formatted(of.topic(), of.partition(), of.offset());
    }

    private static String place(ConsumerRecord<String, String> letter) {
        return "%s %s %s"
                .formatted(
                        header(letter, DeadLetterHeaders.TOPIC),
                        header(letter, DeadLetterHeaders.PARTITION),
                        header(letter, DeadLetterHeaders.OFFSET));
    }

    private static String header(ConsumerRecord<String, String> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
