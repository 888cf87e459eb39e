package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class BadInputE2ET {
    private static final List<String> TOPICS = List.of(
            "scan.unit.requested.v1", "scan.unit.reported.v1", "scan.unit.progressed.v1", "scan.unit.folded.v1");

    @Test
    void anAccountThatCannotBeIsRefusedWithAClearAnswer() {
        Customer customer = Customer.create(Platform.running(), People.AMIR);

        for (Map<String, Object> body : List.<Map<String, Object>>of(
                Map.of("account", "12345", "name", "short"),
                Map.of("account", "1234567890ab", "name", "letters"),
                Map.of("account", "123456789012", "name", "bad role", "roleName", "no/slash allowed"),
                Map.of("account", "123456789012", "name", "bad region", "regions", List.of("moon-1")),
                Map.of("name", "no account"))) {
            Api.Answer answer = customer.api().post(customer.path("/accounts"), body);
            assertThat(answer.status()).as("%s: %s", body, answer.text()).isEqualTo(400);
            assertThat(answer.type()).contains("application/problem+json");
            assertThat(answer.text()).doesNotContain("Exception").contains("detail");
        }
    }

    @Test
    void aRoleThatIsNotThereFailsTheScanWithItsName() {
        // Given
        Customer customer = Customer.create(Platform.running(), People.AMIR);
        SandboxAccount account = customer.connect("777788889999", "NobodyMadeThis");

        // When
        JsonNode scan = customer.scan(account);

        // Then
        assertThat(scan.required("state").asText()).isEqualTo("FAILED");
        assertThat(scan.toString()).contains("NobodyMadeThis").contains("AssumeRole");
        assertThat(customer.findings("account=" + account.id())).isEmpty();
    }

    @Test
    void whatNobodyCanReadGoesToTheDeadLettersAndTheRestFlowsOn() {
        // Given
        Platform platform = Platform.running();
        Customer customer = Customer.create(platform, People.BRUNA);
        SandboxAccount account = customer.connect("777788889999");
        List<String> hostile = new ArrayList<>();

        // When
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.kafka()), new StringSerializer(), new StringSerializer())) {
            for (String topic : TOPICS) {
                String mark = "{\"type\": \"nonsense\", \"mark\": \"%s\"".formatted(UUID.randomUUID());
                hostile.add(mark);
                producer.send(new ProducerRecord<>(topic, "no/key", mark));
            }
        }

        // Then
        assertThat(customer.scan(account).required("state").asText()).isEqualTo("FINISHED");
        assertThat(deadLetters(platform, hostile)).containsExactlyInAnyOrderElementsOf(hostile);
    }

    private static List<String> deadLetters(Platform platform, List<String> wanted) {
        List<String> found = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                platform.kafka(),
                "group.id",
                "e2e-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("dead.letters.v1"));
            await("the dead letters").atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200)))
                    if (wanted.contains(record.value())) found.add(record.value());
                return found.size() >= wanted.size();
            });
        }
        return found;
    }
}
