package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class SubscriptionMailE2ET {
    @Test
    void theReportArrivesOncePerPeriodWithThePdfAttached() throws IOException {
        // Given
        Platform platform = Platform.running();
        Customer customer = Customer.create(platform, People.BRUNA);
        customer.scan(customer.connect("777788889999"));
        String recipient = customer.slug() + "@stakeholder.example";
        String subscription = customer.api()
                .post(
                        customer.path("/subscriptions"),
                        Map.of(
                                "name", "Monday",
                                "cron", "0 7 * * 1",
                                "zone", "Europe/Berlin",
                                "recipients", List.of(recipient),
                                "formats", List.of("pdf")))
                .expect(201)
                .required("id")
                .asText();

        // When the current period is asked for twice
        customer.api().post(customer.path("/subscriptions/" + subscription + "/send-now"), Map.of());
        customer.api().post(customer.path("/subscriptions/" + subscription + "/send-now"), Map.of());

        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !mailsTo(platform, recipient).isEmpty());
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> mailsTo(platform, recipient).size() == 1);
        assertThat(mailsTo(platform, recipient).getFirst().toString()).contains(".pdf");
    }

    private static List<JsonNode> mailsTo(Platform platform, String recipient) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        JsonNode mails = new ObjectMapper()
                .readTree(URI.create(platform.mail() + "/api/mails").toURL());
        mails.forEach(mail -> {
            if (mail.toString().contains(recipient)) found.add(mail);
        });
        return found;
    }
}
