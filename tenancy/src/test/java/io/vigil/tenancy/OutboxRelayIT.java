package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.Event;
import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantChanged;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.deploy.stack.test.StackResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "service", value = "tenant-service"))
class OutboxRelayIT {
    @Inject
    TenantTransaction tenants;

    @Inject
    PlatformTransaction platform;

    @Inject
    Outbox outbox;

    @Inject
    Inbox inbox;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Test
    void publishesInOrderWhatWasCommittedAndNothingElse() {
        // Given
        TenantId tenant = new TenantId(UUID.randomUUID());

        // When
        for (long revision = 1; revision <= 20; revision++) {
            Event changed = changed(tenant, revision);
            tenants.run(tenant, handle -> outbox.append(handle, changed));
        }
        assertThatThrownBy(() -> tenants.run(tenant, handle -> {
                    outbox.append(handle, changed(tenant, 999));
                    throw new IllegalStateException("no commit");
                }))
                .hasMessage("no commit");

        // Then
        assertThat(publishedOf(tenant, 20))
                .extracting(event -> ((TenantChanged) event).revision())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        await().until(() -> platform.call(handle -> handle.createQuery("select count(*) from outbox")
                        .mapTo(Integer.class)
                        .one())
                == 0);
    }

    @Test
    void publishesInOrderHoweverManyAndHoweverLarge() {
        // Given
        TenantId tenant = new TenantId(UUID.randomUUID());
        String large = "x".repeat(200_000);

        // When
        tenants.run(
                tenant,
                handle -> outbox.appendAll(
                        handle,
                        LongStream.rangeClosed(1, 2_500)
                                .mapToObj(revision -> named(tenant, revision, revision <= 60 ? large : "small"))
                                .toList()));

        // Then
        assertThat(publishedOf(tenant, 2_500))
                .extracting(event -> ((TenantChanged) event).revision())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_500).boxed().toList());
    }

    @Test
    void aCompactedTopicIsToldToForget() {
        // Given
        TenantId tenant = new TenantId(UUID.randomUUID());
        // When
        tenants.run(tenant, handle -> {
            outbox.append(handle, changed(tenant, 1));
            outbox.forget(handle, Topics.TENANT_CHANGED, tenant.toString());
        });
        // Then
        assertThat(textsOf(tenant, 2)).hasSize(2).last().isEqualTo("");
    }

    @Test
    void aConsumerActsOnAnEventOnce() {
        UUID event = UUID.randomUUID();
        boolean first = platform.call(handle -> inbox.firstTime(handle, "ledger", event));
        boolean second = platform.call(handle -> inbox.firstTime(handle, "ledger", event));
        boolean another = platform.call(handle -> inbox.firstTime(handle, "fold", event));

        assertThat(List.of(first, second, another)).containsExactly(true, false, true);
    }

    private static Event changed(TenantId tenant, long revision) {
        return named(tenant, revision, "Halden \"Logistics\" <b>");
    }

    private static Event named(TenantId tenant, long revision, String name) {
        return new TenantChanged(tenant, revision, "halden", name, Retention.DEFAULT, Instant.EPOCH);
    }

    private List<Event> publishedOf(TenantId tenant, int atLeast) {
        return textsOf(tenant, atLeast).stream()
                .map(text -> EventReader.read(tenant.toString(), text))
                .toList();
    }

    /** Empty for a record without a value. */
    private List<String> textsOf(TenantId tenant, int atLeast) {
        List<String> published = new ArrayList<>();
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker, "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.TENANT_CHANGED));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(tenant.toString()))
                        published.add(record.value() == null ? "" : record.value());
                });
                return published.size() >= atLeast;
            });
        }
        return published;
    }
}
