package io.vigil.reports.ingest;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Retention;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantChanged;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class UnitReportsIT {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Inject
    TenantTransaction tenants;

    @Inject
    PlatformTransaction platform;

    private final TenantId tenant = ScriptedRun.newTenant();

    @Test
    void foldsWhatArrivesAndTellsWhileStrangeRecordsGoToTheDeadLetters() {
        // Given
        TenantId other = ScriptedRun.newTenant();
        List<Event.UnitReport> records =
                ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records();
        String key = records.getFirst().key();
        String marker = UUID.randomUUID().toString();

        // When
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            send(producer, Topics.UNIT_REPORTED, key, "no json " + marker);
            send(producer, Topics.UNIT_REPORTED, other + "/111122223333", EventJson.write(records.getFirst()));
            var changed = new TenantChanged(tenant, 1, "halden", "Halden " + marker, Retention.DEFAULT, Instant.EPOCH);
            send(producer, Topics.UNIT_REPORTED, changed.key(), EventJson.write(changed));
            send(producer, Topics.TENANT_CHANGED, changed.key(), EventJson.write(changed));
            records.forEach(record -> send(producer, Topics.UNIT_REPORTED, record.key(), EventJson.write(record)));
        }

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> findings() == 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> named("Halden " + marker));
        List<String> told = new ArrayList<>();
        List<String> dead = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "group.id", marker, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.UNIT_FOLDED, Topics.FINDING_CHANGED, Topics.DEAD_LETTERS));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    boolean ours = record.value().contains(tenant.toString())
                            || record.value().contains(marker);
                    if (ours) (record.topic().equals(Topics.DEAD_LETTERS) ? dead : told).add(record.value());
                });
                return told.size() >= 2 && dead.size() >= 3;
            });
        }
        assertThat(told).hasSize(2).anyMatch(event -> event.contains("ScanUnitFolded"));
        assertThat(dead).hasSize(3);
    }

    private static void send(KafkaProducer<String, String> producer, String topic, String key, String value) {
        producer.send(new ProducerRecord<>(topic, key, value));
    }

    private long findings() {
        return tenants.call(
                tenant,
                handle -> handle.createQuery("select count(*) from finding")
                        .mapTo(Long.class)
                        .one());
    }

    private boolean named(String name) {
        return platform.call(handle -> handle.createQuery("select count(*) from tenant_directory where name = :name")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one()
                == 1);
    }
}
