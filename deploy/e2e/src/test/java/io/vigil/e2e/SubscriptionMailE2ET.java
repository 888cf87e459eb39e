package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class SubscriptionMailE2ET {
    private static final Pattern LINK =
            Pattern.compile("http://[0-9.:a-z]+/subscriptions/confirm/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])");

    @Test
    void theReportArrivesOncePerPeriodWithThePdfAttached() throws IOException, InterruptedException {
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

        confirm(platform, recipient);

        // When the current period is asked for twice
        customer.api().post(customer.path("/subscriptions/" + subscription + "/send-now"), Map.of());
        customer.api().post(customer.path("/subscriptions/" + subscription + "/send-now"), Map.of());

        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !mailsTo(platform, recipient, ".pdf").isEmpty());
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> mailsTo(platform, recipient, ".pdf").size() == 1);
    }

    /** As the recipient does: by the link of the mail, on a page without a login. */
    private static void confirm(Platform platform, String recipient) throws IOException, InterruptedException {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !mailsTo(platform, recipient, "please confirm").isEmpty());
        String id = mailsTo(platform, recipient, "please confirm")
                .getFirst()
                .path("id")
                .asText();
        String mail = new ObjectMapper()
                .readTree(URI.create(platform.mail() + "/api/mails/" + id).toURL())
                .toString();
        Matcher link = LINK.matcher(mail);
        assertThat(link.find()).as("a link in " + mail).isTrue();
        try (HttpClient browser = HttpClient.newHttpClient()) {
            var answer = browser.send(
                    HttpRequest.newBuilder(URI.create(link.group()))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("You get the reports");
        }
    }

    private static List<JsonNode> mailsTo(Platform platform, String recipient, String with) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        JsonNode mails = new ObjectMapper()
                .readTree(URI.create(platform.mail() + "/api/mails").toURL());
        mails.forEach(mail -> {
            if (mail.toString().contains(recipient) && mail.toString().contains(with)) found.add(mail);
        });
        return found;
    }
}
