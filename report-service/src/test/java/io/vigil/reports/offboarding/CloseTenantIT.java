package io.vigil.reports.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.AccountChanged;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantChanged;
import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantClosing.Step;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.TenantPartClosed;
import io.vigil.contracts.Topics;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.Patience;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantErased;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class CloseTenantIT {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Inject
    Gateway gateway;

    @Inject
    CloseTenant closeTenant;

    @Inject
    Leftovers leftovers;

    @Inject
    PlatformTransaction platform;

    @Inject
    TenantTransaction tenants;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final TenantId neighbour = ScriptedRun.newTenant();
    private final String slug = "leaving-" + UUID.randomUUID();

    @Test
    void nothingIsLeftInAnyTableAndTheNeighbourKeepsEverything() throws Exception {
        // Given
        leftovers.fill(tenant, slug);
        leftovers.fill(neighbour, "staying-" + neighbour);
        frozen();
        Map<String, Long> before = leftovers.rows(tenant);
        Map<String, Long> neighbours = leftovers.rows(neighbour);
        assertThat(before)
                .hasSizeGreaterThan(20)
                .allSatisfy((table, rows) -> assertThat(rows)
                        .as("%s is left empty by Leftovers.fill, so it would prove nothing", table)
                        .isPositive());
        // When
        closeTenant.follow(order(tenant, Step.ERASE, 2));
        // Then
        assertThat(leftovers.rows(tenant))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        assertThat(leftovers.rows(neighbour)).isEqualTo(neighbours);
        assertThat(leftovers.whereItIsNamed(tenant, slug)).containsExactlyElementsOf(Leftovers.STAYS);
        TenantPartClosed told = answer(tenant, Step.ERASE);
        assertThat(told.rows()).containsAllEntriesOf(before).containsKeys("outbox", "scheduled_tasks");
        assertThat(told.head().seq()).isEqualTo(before.get("audit"));
    }

    @Test
    void theFilesToTakeAlongAreMadeAndNothingIsChangedWhileFrozen() {
        // Given
        leftovers.fill(tenant, slug);
        // as when it broke off after the order was noted
        frozen();
        // When
        closeTenant.follow(order(tenant, Step.FREEZE, 1));
        closeTenant.follow(order(tenant, Step.FREEZE, 1));
        // Then
        TenantPartClosed told = answer(tenant, Step.FREEZE);
        assertThat(told.files())
                .extracting(TenantPartClosed.File::name)
                .hasSize(3)
                .allMatch(name -> name.contains(slug));
        for (TenantPartClosed.File file : told.files())
            assertThat(as(Role.ADMIN)
                            .get("/tenants/%s/reports/%s/content".formatted(tenant, file.id()))
                            .asByteArray())
                    .hasSize((int) file.bytes());
        writes().forEach(write -> {
            String path = write.path().replace("{tenant}", tenant.toString()).replaceAll("\\{[a-z]+}", "x");
            as(Role.ADMIN)
                    .body("{}")
                    .request(write.verb(), path)
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("off-boarded"));
        });
        as(Role.ADMIN).get("/tenants/{t}/findings", tenant.toString()).then().statusCode(200);
    }

    @Test
    void theRowsAreHandedOut() {
        // Given
        leftovers.fill(tenant, slug);
        // When
        String file = as(Role.ADMIN)
                .get("/tenants/{t}/offboarding/reports/export", tenant.toString())
                .asString();
        // Then
        assertThat(file.lines())
                .allMatch(line -> line.startsWith("{\"table\":\"") || line.startsWith("{\"end\":{"))
                .allMatch(line -> line.contains(tenant.toString()))
                .anyMatch(line -> line.startsWith("{\"table\":\"finding\""))
                .anyMatch(line -> line.startsWith("{\"table\":\"resource\""));
        assertThat(file).doesNotContain(neighbour.toString());
    }

    @Test
    void itGoesOnWhenItIsReopenedAndAnOlderOrderChangesNothing() {
        // Given
        leftovers.fill(tenant, slug);
        frozen();
        // When
        closeTenant.follow(order(tenant, Step.REOPEN, 2));
        closeTenant.follow(order(tenant, Step.FREEZE, 1));
        // Then
        as(Role.ADMIN)
                .body(Map.of("format", "csv"))
                .post("/tenants/{t}/reports", tenant.toString())
                .then()
                .statusCode(202);
    }

    @Test
    void whatArrivesOfAnErasedTenantMakesNoRowsAgain() {
        // Given
        leftovers.fill(tenant, slug);
        frozen();
        closeTenant.follow(order(tenant, Step.ERASE, 2));
        var changed = new TenantChanged(tenant, 9, slug, "Leaving", Retention.DEFAULT, Instant.EPOCH);
        var account = new AccountChanged(tenant, Leftovers.ACCOUNT, 9, "A", List.of(), true, Instant.EPOCH);
        // When
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            Leftovers.run(tenant).records().forEach(record -> send(producer, Topics.UNIT_REPORTED, record));
            send(producer, Topics.TENANT_CHANGED, changed);
            send(producer, Topics.ACCOUNT_CHANGED, account);
            send(producer, Topics.PACK_PUBLISHED, pack(tenant, 9));
            for (String topic : List.of(Topics.TENANT_CHANGED, Topics.ACCOUNT_CHANGED, Topics.PACK_PUBLISHED))
                producer.send(new ProducerRecord<>(topic, tenant.toString(), null));
            send(producer, Topics.TENANT_CLOSING, order(tenant, Step.FREEZE, 1));
            send(producer, Topics.TENANT_CLOSING, order(tenant, Step.REOPEN, 3));
            // told after all others: when the neighbour's are here, the tenant's were dropped
            Leftovers.run(neighbour).records().forEach(record -> send(producer, Topics.UNIT_REPORTED, record));
            send(
                    producer,
                    Topics.TENANT_CHANGED,
                    new TenantChanged(neighbour, 9, slug + "n", "N", Retention.DEFAULT, Instant.EPOCH));
            send(
                    producer,
                    Topics.ACCOUNT_CHANGED,
                    new AccountChanged(neighbour, Leftovers.ACCOUNT, 9, "A", List.of(), true, Instant.EPOCH));
            send(producer, Topics.PACK_PUBLISHED, pack(neighbour, 9));
            send(producer, Topics.TENANT_CLOSING, order(neighbour, Step.REOPEN, 1));
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            Map<String, Long> rows = leftovers.rows(neighbour);
            return rows.get("finding") > 0
                    && rows.get("account") > 0
                    && rows.get("pack") > 0
                    && rows.get("tenant_directory") > 0
                    && platform.<Optional<Closings.Closing>>call(handle -> Closings.find(handle, neighbour))
                            .isPresent();
        });
        // Then
        assertThat(leftovers.rows(tenant))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        assertThat(platform.<Optional<Closings.Closing>>call(handle -> Closings.find(handle, tenant)))
                .get()
                .matches(closing -> closing.state() == Closings.State.ERASED);
        assertThat(heard(Topics.DEAD_LETTERS).stream().filter(dead -> dead.contains(tenant.toString())))
                .isEmpty();
        as(Role.ADMIN).get("/tenants/{t}/findings", tenant.toString()).then().statusCode(404);
        as(Role.ADMIN)
                .body(Map.of("format", "csv"))
                .post("/tenants/{t}/reports", tenant.toString())
                .then()
                .statusCode(404);
    }

    @Test
    void anErasureThatBrokeOffGoesOnAndOneThatIsDoneIsAnsweredTheSame() {
        // Given
        leftovers.fill(tenant, slug);
        frozen();
        platform.run(handle -> Closings.enter(handle, tenant, Closings.State.ERASING, 2, Instant.now()));
        // When
        closeTenant.follow(order(tenant, Step.ERASE, 2));
        TenantPartClosed first = answer(tenant, Step.ERASE);
        closeTenant.follow(order(tenant, Step.ERASE, 2));
        // Then
        assertThat(leftovers.rows(tenant))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> answers(tenant, Step.ERASE).size() == 2);
        assertThat(answers(tenant, Step.ERASE)).containsOnly(first);
    }

    @Test
    void nothingIsErasedWhileSomebodyIsInsideAndNobodyElseComesIn() throws Exception {
        // Given
        leftovers.fill(tenant, slug);
        frozen();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread somebody = Thread.ofPlatform()
                .start(() -> tenants.run(tenant, handle -> {
                    inside.countDown();
                    awaitEnd(leave);
                }));
        inside.await();
        // When
        assertThatThrownBy(() -> closeTenant.follow(order(tenant, Step.ERASE, 2)))
                .matches(Patience::isPassing)
                .hasMessageContaining("somebody is still in tenant");
        // Then
        assertThat(leftovers.rows(tenant).get("finding")).isPositive();
        assertThatThrownBy(() -> tenants.run(tenant, handle -> {})).isInstanceOf(TenantErased.class);
        leave.countDown();
        somebody.join();
        closeTenant.follow(order(tenant, Step.ERASE, 2));
        assertThat(leftovers.rows(tenant))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
    }

    /** Without the files, which take their time. */
    private void frozen() {
        platform.run(handle -> Closings.enter(handle, tenant, Closings.State.FROZEN, 1, Instant.now()));
    }

    private static void awaitEnd(CountDownLatch leave) {
        try {
            leave.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void thereIsNoWayBackFromTheOrderToErase() {
        // Given
        leftovers.fill(tenant, slug);
        frozen();
        platform.run(handle -> Closings.enter(handle, tenant, Closings.State.ERASING, 2, Instant.now()));
        // When, Then
        assertThat(platform.<Boolean>call(
                        handle -> Closings.enter(handle, tenant, Closings.State.OPEN, 3, Instant.now())))
                .isFalse();
        assertThatThrownBy(() -> closeTenant.follow(order(tenant, Step.REOPEN, 3)))
                .isInstanceOf(TenantErased.class);
        for (String back : List.of(
                "update tenant_closing set state = 'FROZEN' where tenant_id = ?",
                "update tenant_closing set state = 'OPEN' where tenant_id = ?"))
            assertThatThrownBy(() -> platform.run(handle -> handle.execute(back, tenant.value())))
                    .hasMessageContaining("is erased");
    }

    private static PackPublished pack(TenantId of, long version) {
        return new PackPublished(
                of,
                version,
                new PackDigest(EventJson.digest(EffectivePack.BASELINE)),
                EffectivePack.BASELINE,
                Instant.EPOCH);
    }

    private static TenantClosing order(TenantId of, Step step, long revision) {
        return new TenantClosing(of, step, revision, Instant.EPOCH);
    }

    private record Write(String verb, String path) {}

    private List<Write> writes() {
        Map<String, Map<String, Object>> paths = io.restassured.RestAssured.given()
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        List<Write> writes = new ArrayList<>();
        paths.forEach((path, verbs) -> verbs.keySet().stream()
                .filter(verb -> Set.of("post", "put", "delete", "patch").contains(verb) && path.contains("{tenant}"))
                .forEach(verb -> writes.add(new Write(verb.toUpperCase(java.util.Locale.ROOT), path))));
        assertThat(writes).hasSizeGreaterThan(4);
        return writes;
    }

    private RequestSpecification as(Role role) {
        return gateway.as(role, tenant).contentType(ContentType.JSON);
    }

    private static void send(KafkaProducer<String, String> producer, String topic, Event event) {
        producer.send(new ProducerRecord<>(topic, event.key(), EventJson.write(event)));
    }

    private TenantPartClosed answer(TenantId of, Step step) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !answers(of, step).isEmpty());
        return answers(of, step).getFirst();
    }

    private List<TenantPartClosed> answers(TenantId of, Step step) {
        return heard(Topics.TENANT_PART_CLOSED).stream()
                .map(json -> (TenantPartClosed) EventJson.read(json))
                .filter(told -> told.tenant().equals(of) && told.step() == step)
                .toList();
    }

    private List<String> heard(String topic) {
        Map<String, Object> config = new HashMap<>(Map.of(
                "bootstrap.servers",
                broker,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"));
        List<String> heard = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new org.apache.kafka.common.TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<org.apache.kafka.common.TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(Duration.ofMillis(100)).forEach(record -> heard.add(String.valueOf(record.value())));
        }
        return heard;
    }
}
