package io.vigil.tenants.test;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the mail catcher has. */
@Singleton
public class Mailbox {
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:9/invitations/([A-Za-z0-9_-]{43})\\b");

    private final String page;

    Mailbox(@ConfigProperty(name = "vigil.test.mail.page") String page) {
        this.page = page;
    }

    /** Newest last. */
    public List<Map<String, Object>> to(String address) {
        List<String> ids = all().getList("findAll { it.to == ['%s'] }.sort { it.receivedAt }.id".formatted(address));
        return ids.stream()
                .map(id -> given().get(page + "/api/mails/" + id).jsonPath().<String, Object>getMap(""))
                .toList();
    }

    public Map<String, Object> awaits(String address, int number) {
        return await("mail " + number + " to " + address)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> to(address), mails -> mails.size() >= number)
                .get(number - 1);
    }

    /** The secret of the link in a mail's text. */
    public static String secret(Map<String, Object> mail) {
        Matcher link = LINK.matcher(String.valueOf(mail.get("text")));
        if (!link.find()) throw new AssertionError("no link in " + mail);
        return link.group(1);
    }

    public String source(Map<String, Object> mail) {
        return given().get(page + "/mails/" + mail.get("id") + "/source").asString();
    }

    private JsonPath all() {
        return given().get(page + "/api/mails").jsonPath();
    }
}
