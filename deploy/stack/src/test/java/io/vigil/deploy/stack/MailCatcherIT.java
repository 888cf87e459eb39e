package io.vigil.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Children children;

    @BeforeEach
    void prepare() {
        children = new Children(folder.resolve("children"));
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void keepsAMailWithItsAttachmentAcrossAKill() throws Exception {
        // Given
        MailCatcher first = start();
        byte[] pdf = "%PDF-1.7 content".getBytes(StandardCharsets.UTF_8);
        MimeMessage mail = message(first);
        mail.setSubject("Weekly report – Tidewater", "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Your score is 74.", "UTF-8");
        MimeBodyPart report = new MimeBodyPart();
        report.setDataHandler(new jakarta.activation.DataHandler(new ByteArrayDataSource(pdf, "application/pdf")));
        report.setFileName("report.pdf");
        mail.setContent(new MimeMultipart(text, report));
        Transport.send(mail, InternetAddress.parse("vera@tidewater.example, amir@tidewater.example"));
        // When
        first.child().orElseThrow().process().destroyForcibly().waitFor();
        MailCatcher second = start();
        // Then
        JsonNode mails = json(second, "/api/mails");
        assertThat(mails).hasSize(1);
        JsonNode caught = mails.get(0);
        assertThat(caught.get("subject").asText()).isEqualTo("Weekly report – Tidewater");
        assertThat(caught.get("to").toString()).contains("vera@tidewater.example", "amir@tidewater.example");
        assertThat(caught.get("text").asText()).isEqualTo("Your score is 74.");
        assertThat(caught.get("attachments").get(0).get("name").asText()).isEqualTo("report.pdf");
        HttpResponse<byte[]> attachment = CLIENT.send(
                request(second, "/mails/" + caught.get("id").asText() + "/attachments/0"),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(attachment.body()).isEqualTo(pdf);
        assertThat(attachment.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"report.pdf\"");
    }

    @Test
    void showsAHostileMailWithoutRunningAnythingOfIt() throws Exception {
        // Given
        MailCatcher catcher = start();
        MimeMessage mail = message(catcher);
        mail.setSubject("<script>alert(1)</script>");
        MimeBodyPart html = new MimeBodyPart();
        html.setContent("<img src=x onerror=alert(2)><script>alert(3)</script>", "text/html");
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(
                new jakarta.activation.DataHandler(new ByteArrayDataSource("<script>alert(4)</script>", "text/html")));
        file.setFileName("../../\"><script>alert(5)</script>.html");
        mail.setContent(new MimeMultipart(html, file));
        Transport.send(mail, InternetAddress.parse("vera@tidewater.example"));
        String id = json(catcher, "/api/mails").get(0).get("id").asText();
        // When
        HttpResponse<String> list = get(catcher, "/");
        HttpResponse<String> page = get(catcher, "/mails/" + id);
        HttpResponse<String> body = get(catcher, "/mails/" + id + "/html");
        HttpResponse<String> attachment = get(catcher, "/mails/" + id + "/attachments/0");
        // Then
        assertThat(list.body()).doesNotContain("<script").contains("&lt;script&gt;alert(1)");
        assertThat(page.body()).doesNotContain("<script", "<img").contains("<iframe sandbox=\"\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("script-src");
        assertThat(body.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox; default-src 'none'");
        assertThat(attachment.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(attachment.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"")
                .doesNotContain("<", "/", "\\");
    }

    @Test
    void showsAMailWhoseMimeIsBrokenAndRefusesIdsThatAreNone() throws Exception {
        // Given
        MailCatcher catcher = start();
        try (java.net.Socket smtp = new java.net.Socket(Loopback.HOST, catcher.smtpPort())) {
            smtp.getOutputStream()
                    .write(("EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<vera@tidewater.example>\r\nDATA\r\n"
                                    + "Content-Type: multipart/mixed; boundary=\"\r\nSubject: =?nope?Q?x?=\r\n\r\n--\r\n"
                                    + "broken\r\n.\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            smtp.getInputStream().readAllBytes();
        }
        // When
        JsonNode mails = json(catcher, "/api/mails");
        // Then
        assertThat(mails).hasSize(1);
        assertThat(get(catcher, "/").statusCode()).isEqualTo(200);
        assertThat(get(catcher, "/mails/" + mails.get(0).get("id").asText()).statusCode())
                .isEqualTo(200);
        assertThat(get(catcher, "/mails/..%2f..%2fpasswords").statusCode()).isEqualTo(404);
        assertThat(get(catcher, "/api/mails/none").statusCode()).isEqualTo(404);
        assertThat(get(catcher, "/nothing").statusCode()).isEqualTo(404);
    }

    private MailCatcher start() {
        return new MailCatcher(folder.resolve("mails"), folder.resolve("logs/mail.log"), children).start();
    }

    private static MimeMessage message(MailCatcher catcher) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", Loopback.HOST);
        properties.put("mail.smtp.port", "" + catcher.smtpPort());
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("vigil@lanternfield.example");
        return message;
    }

    private static JsonNode json(MailCatcher catcher, String path) throws Exception {
        return new ObjectMapper().readTree(get(catcher, path).body());
    }

    private static HttpResponse<String> get(MailCatcher catcher, String path) throws Exception {
        return CLIENT.send(request(catcher, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(MailCatcher catcher, String path) {
        return HttpRequest.newBuilder(URI.create(catcher.address() + path)).build();
    }
}
