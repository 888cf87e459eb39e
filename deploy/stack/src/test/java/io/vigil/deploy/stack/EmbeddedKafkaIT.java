package io.vigil.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
    void keepsItsTopicsAndRecordsAcrossAKillAndHandsThemToTheWorkersGroup() throws Exception {
        try (Children children = new Children(folder.resolve("children"))) {
            // Given
            EmbeddedKafka first = start(children);
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", first.address()),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>(Topics.UNIT_REQUESTED, "tenant/account", "unit"))
                        .get();
            }
            // When
            first.child().orElseThrow().process().destroyForcibly().waitFor();
            EmbeddedKafka second = start(children);
            // Then
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", second.address()))) {
                assertThat(admin.listTopics().names().get())
                        .containsAll(Topics.ALL.stream().map(Topics.Topic::name).toList());
                assertThat(setting(admin, ConfigResource.Type.TOPIC, Topics.TENANT_CHANGED, "cleanup.policy"))
                        .isEqualTo("compact");
                assertThat(Long.parseLong(
                                setting(admin, ConfigResource.Type.TOPIC, Topics.UNIT_REPORTED, "retention.ms")))
                        .isLessThanOrEqualTo(Duration.ofDays(7).toMillis());
                assertThat(setting(
                                admin,
                                ConfigResource.Type.GROUP,
                                Topics.WORKERS_GROUP,
                                "share.record.lock.duration.ms"))
                        .isEqualTo("15000");
            }
            // a group that comes later than the record still gets it
            assertThat(taken(second.address())).containsExactly("unit");
        }
    }

    private EmbeddedKafka start(Children children) {
        return new EmbeddedKafka(folder.resolve("data"), folder.resolve("logs/kafka.log"), children, Map.of()).start();
    }

    private static String setting(Admin admin, ConfigResource.Type type, String name, String key) throws Exception {
        ConfigResource resource = new ConfigResource(type, name);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(key)
                .value();
    }

    private static List<String> taken(String bootstrapServers) {
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaShareConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "group.id", Topics.WORKERS_GROUP),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.UNIT_REQUESTED));
            Instant until = Instant.now().plusSeconds(30);
            while (values.isEmpty() && Instant.now().isBefore(until)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
