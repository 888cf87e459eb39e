package io.vigil.scanner.work;

import static org.awaitility.Awaitility.await;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The broker as the other services see it: hears every topic from its beginning, and asks for units. */
final class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final KafkaProducer<String, String> producer;
    private final List<ConsumerRecord<String, String>> heard = new CopyOnWriteArrayList<>();
    private final Thread ear;
    private volatile boolean stopping;

    /** @param hold how long a worker has a unit to itself before it must say again that it has it */
    Wire(String broker, Duration hold) throws ExecutionException, InterruptedException {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
        this.ear = Thread.ofPlatform().daemon().start(() -> listen(broker));
        shorten(hold, broker);
    }

    private static void shorten(Duration hold, String broker) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            var lock = new ConfigEntry("share.record.lock.duration.ms", Long.toString(hold.toMillis()));
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, Topics.WORKERS_GROUP),
                            List.of(new AlterConfigOp(lock, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
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

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        ear.join();
        producer.close();
    }

    RecordMetadata say(Event event) {
        return say(Topics.of(event), event.key(), EventJson.write(event));
    }

    RecordMetadata say(String topic, @Nullable String key, @Nullable String text) {
        try {
            return producer.send(new ProducerRecord<>(topic, key, text)).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** In the order in which the broker took them, for one key. */
    <E extends Event> List<E> told(Class<E> type, Predicate<E> which) {
        return heard.stream()
                .filter(record -> !isDead(record) && record.value() != null)
                .filter(record -> record.value().startsWith("{\"type\":\"" + type.getSimpleName() + "\""))
                .map(record -> type.cast(EventJson.read(record.value())))
                .filter(which)
                .toList();
    }

    <E extends Event.OfUnit> List<E> told(Class<E> type, UnitRef unit) {
        return told(type, event -> event.unit().equals(unit));
    }

    <E extends Event> E awaits(Class<E> type, Predicate<E> which) {
        return await("%s on the wire".formatted(type.getSimpleName()))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> told(type, which).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    <E extends Event.OfUnit> E awaits(Class<E> type, UnitRef unit) {
        return awaits(type, event -> event.unit().equals(unit));
    }

    /** The record that stands for one of another topic. */
    ConsumerRecord<String, String> awaitsDeadLetter(String topic, Predicate<ConsumerRecord<String, String>> which) {
        return await("a record of " + topic)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> heard.stream()
                                .filter(record -> record.topic().equals(topic))
                                .filter(which)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isDead(ConsumerRecord<String, String> record) {
        return record.topic().equals(Topics.DEAD_LETTERS) || record.topic().equals(Topics.UNIT_DEAD);
    }
}
