package io.vigil.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** From the form under Settings by a mail and a new login to the customer's own pages. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class InvitationE2ET {
    private static final String PASSWORD = "a long enough password";
    private static final Pattern LINK = Pattern.compile("http://\\S+/invitations/[A-Za-z0-9_-]{43}");

    @Test
    void somebodyNewComesInByAMail() throws IOException {
        Platform platform = Platform.running();
        try (Browser browser = Browser.open(platform)) {
            // Given
            Customer customer = Customer.create(platform, People.AMIR);
            String address = customer.slug() + "-ida@customer.example";
            Page admin = browser.loggedIn(People.AMIR);
            browser.go(admin, "/t/" + customer.slug() + "/settings/members");
            Browser.picture(admin, "members");
            // When
            admin.fill("input[name=email]", address);
            admin.selectOption("form[action$=invite] select[name=role]", "AUDITOR");
            admin.click("text=Send the invitation");
            Page ida = browser.atTheLogin();
            ida.navigate(link(platform, address));
            Browser.picture(ida, "invitation");
            assertThat(Browser.barriers(ida)).isEmpty();
            ida.fill("input[name=firstName]", "Ida");
            ida.fill("input[name=lastName]", "Okafor");
            ida.fill("input[name=password]", PASSWORD);
            ida.fill("input[name=again]", PASSWORD);
            ida.click("text=Take the invitation");
            ida.fill("#username", address);
            ida.click("#kc-login");
            ida.fill("#password", PASSWORD);
            ida.click("#kc-login");
            // Then
            ida.waitForURL("**/t/" + customer.slug() + "/posture");
            browser.go(ida, "/t/" + customer.slug() + "/settings/members");
            assertThat(ida.locator("main")).containsText(address);
            assertThat(ida.locator("main")).not().containsText("Send the invitation");
        }
    }

    private static String link(Platform platform, String address) throws IOException {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !mailsTo(platform, address).isEmpty());
        String id = mailsTo(platform, address).getFirst().required("id").asText();
        Matcher link =
                LINK.matcher(read(platform, "/api/mails/" + id).path("text").asText());
        if (!link.find()) throw new AssertionError("no link in the mail to " + address);
        return link.group();
    }

    private static List<JsonNode> mailsTo(Platform platform, String address) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        read(platform, "/api/mails").forEach(mail -> {
            if (mail.path("to").toString().contains(address)) found.add(mail);
        });
        return found;
    }

    private static JsonNode read(Platform platform, String path) throws IOException {
        return new ObjectMapper().readTree(URI.create(platform.mail() + path).toURL());
    }
}
