package io.vigil.tenants.test;

import static org.awaitility.Awaitility.await;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The broker as the other services see it: hears every topic from its beginning, and says what they would say. */
@Singleton
public class Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaProducer<String, String> producer;
    private final List<ConsumerRecord<String, String>> heard = new CopyOnWriteArrayList<>();
    private final Thread ear;
    private volatile boolean stopping;

    Wire(@ConfigProperty(name = "kafka.bootstrap.servers") String broker) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
        this.ear = Thread.ofPlatform().daemon().start(() -> listen(broker));
    }

    private void listen(String broker) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = Topics.ALL.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!stopping) consumer.poll(Duration.ofMillis(50)).forEach(heard::add);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        ear.join();
        producer.close();
    }

    public void say(Event event) {
        say(Topics.of(event), event.key(), EventJson.write(event));
    }

    public void say(String topic, String key, String text) {
        try {
            producer.send(new ProducerRecord<>(topic, key, text)).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public <E extends Event> List<E> told(Class<E> type, Predicate<E> which) {
        return heard.stream()
                .filter(record -> !record.topic().equals(Topics.DEAD_LETTERS))
                .filter(record -> record.value() != null)
                .filter(record -> record.value().startsWith("{\"type\":\"" + type.getSimpleName() + "\""))
                .map(record -> type.cast(EventJson.read(record.value())))
                .filter(which)
                .toList();
    }

    /** The newest record under the key; empty text where the topic was told to forget it. */
    public Optional<String> newest(String topic, String key) {
        return heard.stream()
                .filter(record -> record.topic().equals(topic) && key.equals(record.key()))
                .reduce((earlier, later) -> later)
                .map(record -> record.value() == null ? "" : record.value());
    }

    public <E extends Event> E awaits(Class<E> type, Predicate<E> which) {
        return await("%s on the wire".formatted(type.getSimpleName()))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> told(type, which).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    public List<ConsumerRecord<String, String>> deadLetters(String containing) {
        return heard.stream()
                .filter(record -> record.topic().equals(Topics.DEAD_LETTERS))
                .filter(record -> record.value() != null && record.value().contains(containing))
                .toList();
    }
}
