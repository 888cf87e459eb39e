package io.vigil.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.tenancy.TenantTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Tells packs as tenant-service does, and waits until they are in force. */
@ApplicationScoped
public class PublishedPacks {
    private final TenantTransaction tenants;
    private final KafkaProducer<String, String> producer;
    private final AtomicLong version = new AtomicLong();

    PublishedPacks(TenantTransaction tenants, @ConfigProperty(name = "kafka.bootstrap.servers") String broker) {
        this.tenants = tenants;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer());
    }

    /** @param account whose it is; null for the customer's */
    public void publish(TenantId tenant, @Nullable AccountId account, EffectivePack pack) {
        long next = version.incrementAndGet();
        var event =
                new PackPublished(tenant, account, next, new PackDigest(EventJson.digest(pack)), pack, Instant.EPOCH);
        producer.send(new ProducerRecord<>(Topics.PACK_PUBLISHED, event.key(), EventJson.write(event)));
        producer.flush();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(inForce(tenant, account == null ? "pack" : "account_pack"))
                        .isEqualTo(next));
    }

    private long inForce(TenantId tenant, String table) {
        return tenants.call(
                tenant,
                handle -> handle.createQuery("select coalesce(max(version), 0) from " + table)
                        .mapTo(Long.class)
                        .one());
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
