package io.vigil.reports.subscriptions;

import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.MailCatcher;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People who subscribe, confirm and leave, as they do by the gateway. */
@ApplicationScoped
public class Subscribers {
    private static final Pattern LINK =
            Pattern.compile("http://127\\.0\\.0\\.1:9/subscriptions/(confirm|unsubscribe)/([A-Za-z0-9_-]{43})\\b");
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Gateway gateway;
    private final PlatformTransaction platform;

    Subscribers(Gateway gateway, PlatformTransaction platform) {
        this.gateway = gateway;
        this.platform = platform;
    }

    RequestSpecification admin(TenantId tenant) {
        return gateway.as(Role.ADMIN, tenant).contentType(ContentType.JSON);
    }

    public static Map<String, Object> asked(List<String> recipients, String cron) {
        return new HashMap<>(Map.of(
                "name",
                "Weekly",
                "cron",
                cron,
                "zone",
                "Europe/Oslo",
                "recipients",
                recipients,
                "formats",
                List.of("csv")));
    }

    public UUID create(TenantId tenant, Map<String, Object> asked) {
        return UUID.fromString(admin(tenant)
                .body(asked)
                .post("/tenants/{t}/subscriptions", tenant.toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** Created and confirmed by all. */
    public UUID confirmed(MailCatcher mail, TenantId tenant, Map<String, Object> asked) {
        UUID id = create(tenant, asked);
        for (Object address : (List<?>) asked.get("recipients")) {
            follow("confirm", secret(question(mail, address.toString()))).then().statusCode(200);
        }
        return id;
    }

    /** The newest question that was mailed to the address. */
    public MimeMessage question(MailCatcher mail, String address) {
        return await("a question to " + address)
                .atMost(PATIENCE)
                .until(() -> to(mail, address, "please confirm"), found -> !found.isEmpty())
                .getLast();
    }

    static List<MimeMessage> reports(MailCatcher mail, String address) {
        return to(mail, address, "Security posture");
    }

    public static List<MimeMessage> to(MailCatcher mail, String address, String subject) {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage caught : mail.mailsTo(address.substring(address.indexOf('@') + 1)))
            try {
                if (caught.getAllRecipients()[0].toString().equals(address)
                        && caught.getSubject().contains(subject)) found.add(caught);
            } catch (MessagingException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        return found;
    }

    /** Of the link in a mail's text. */
    static String secret(MimeMessage mail) {
        Matcher link = LINK.matcher(new String(part(mail, "text/plain"), StandardCharsets.UTF_8));
        if (!link.find()) throw new AssertionError("no link in the mail");
        return link.group(2);
    }

    /** @param what look, confirm or unsubscribe */
    Response follow(String what, String secret) {
        return io.restassured.RestAssured.given()
                .auth()
                .oauth2(gateway.token(Caller.service("api-gateway", Optional.empty())))
                .contentType(ContentType.JSON)
                .body(Map.of("digest", LinkSecrets.digest(secret)))
                .post("/subscription-links/" + what);
    }

    Response sendNow(TenantId tenant, UUID subscription) {
        return admin(tenant).post("/tenants/{t}/subscriptions/{s}/send-now", tenant.toString(), subscription);
    }

    JsonPath log(TenantId tenant, UUID subscription) {
        return admin(tenant)
                .get("/tenants/{t}/subscriptions/{s}/deliveries?limit=200", tenant.toString(), subscription)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    List<Map<String, Object>> reportsInLog(TenantId tenant, UUID subscription) {
        return log(tenant, subscription).getList("items.findAll { it.kind == 'REPORT' }");
    }

    void call(TenantId tenant, String name) {
        platform.run(handle -> handle.createUpdate("""
                        insert into tenant_directory (tenant_id, slug, name, revision) values (:tenant, :slug, :name, 1)
                        """)
                .bind("tenant", tenant.value())
                .bind("slug", "t-" + tenant.toString().substring(0, 8))
                .bind("name", name)
                .execute());
    }

    static byte[] part(Part part, String type) {
        byte[] found = search(part, type);
        if (found == null) throw new AssertionError("no " + type + " in the mail");
        return found;
    }

    /** The files of a mail by their names. */
    static Map<String, byte[]> files(Part part) {
        Map<String, byte[]> files = new HashMap<>();
        try {
            if (part.getContent() instanceof Multipart several) {
                for (int i = 0; i < several.getCount(); i++) files.putAll(files(several.getBodyPart(i)));
            } else if (Part.ATTACHMENT.equals(part.getDisposition())) {
                files.put(part.getFileName(), part.getInputStream().readAllBytes());
            }
            return files;
        } catch (IOException | MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static byte[] search(Part part, String type) {
        try {
            if (part.isMimeType(type)) return part.getInputStream().readAllBytes();
            if (!(part.getContent() instanceof Multipart several)) return null;
            for (int i = 0; i < several.getCount(); i++) {
                byte[] found = search(several.getBodyPart(i), type);
                if (found != null) return found;
            }
            return null;
        } catch (IOException | MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
