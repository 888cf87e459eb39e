package io.vigil.reports.exceptions;

import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.exceptions.ExceptedAccounts.ADA;
import static io.vigil.reports.exceptions.ExceptedAccounts.ONE;
import static io.vigil.reports.exceptions.ExceptedAccounts.OSCAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vigil.contracts.OwnCheck;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.exports.ExportFindings;
import io.vigil.reports.exports.ExportFormat;
import io.vigil.reports.render.RenderPdf;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody should send is answered clearly, and what people may write is harmless wherever it is shown. */
@QuarkusTest
@OnStack
class HostileExceptionsIT {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final String STRANGE = "=cmd|' /C calc'!A0\r\n<script>alert(1)</script> \u202e\" & \ud83d\ude00";

    @Inject
    ExceptedAccounts customer;

    @Inject
    Gateway gateway;

    @Inject
    ExportFindings exportFindings;

    @Inject
    RenderPdf renderPdf;

    @BeforeEach
    void anAccountThatFails() {
        customer.scan(ONE);
    }

    @Test
    void aScopeThatCannotBeIsNamed() {
        Map<Map<String, Object>, String> refused = new LinkedHashMap<>();
        refused.put(Map.of(), "names no check, no resource and no tag");
        refused.put(Map.of("account", ONE.value()), "names no check, no resource and no tag");
        refused.put(Map.of("check", PORTS.value(), "account", "999988887777"), "there is no account 999988887777 here");
        refused.put(Map.of("check", PORTS.value(), "account", "12"), "account");
        refused.put(Map.of("check", "ec2-no-such-check"), "there is no check ec2-no-such-check here");
        refused.put(
                Map.of("check", OwnCheck.id(ScriptedRun.newTenant(), "theirs").value()), "there is no check own-");
        refused.put(Map.of("check", "'; drop table finding; --"), "check");
        refused.put(Map.of("resource", "sg-of-another-tenant"), "no scan has seen this resource");
        refused.put(Map.of("resource", "sg-1\u0000"), "resource");
        refused.put(Map.of("resource", ""), "resource");
        refused.put(Map.of("resource", "x".repeat(2049)), "resource");
        refused.put(Map.of("tag", Map.of("key", "team")), "value is missing");
        refused.put(Map.of("tag", Map.of("key", "", "value", "x")), "key");
        refused.put(Map.of("tag", Map.of("key", "team", "value", "a\nb")), "value");
        refused.forEach((scope, why) -> {
            customer.ask(OSCAR, Role.OPERATOR, customer.wish(scope, MONTH))
                    .then()
                    .statusCode(400)
                    .body("detail", containsString(why));
            gateway.as(Role.OPERATOR, customer.tenant)
                    .contentType(ContentType.JSON)
                    .body(Map.of("scope", scope))
                    .post(customer.at + "/preview")
                    .then()
                    .statusCode(400)
                    .body("detail", containsString(why));
        });
        assertThat(customer.strings("select exception_id::text from exception")).isEmpty();
    }

    @Test
    void anEndThatCannotBeIsNamed() {
        Map<Object, String> refused = new LinkedHashMap<>();
        refused.put(Instant.now().minusSeconds(1).toString(), "endsAt: is not in the future");
        refused.put(Instant.now().plus(Duration.ofDays(367)).toString(), "endsAt: is more than 366 days away");
        refused.put("+1000000000-12-31T23:59:59.999999999Z", "endsAt: is more than 366 days away");
        refused.put("-1000000000-01-01T00:00:00Z", "endsAt: is not in the future");
        refused.put("tomorrow", "endsAt");
        refused.put("", "endsAt");
        refused.forEach((end, why) -> {
            Map<String, Object> wish = customer.wish(ExceptedAccounts.check(), MONTH);
            wish.put("endsAt", end);
            customer.ask(OSCAR, Role.OPERATOR, wish).then().statusCode(400).body("detail", containsString(why));
        });
        Map<String, Object> endless = customer.wish(ExceptedAccounts.check(), MONTH);
        endless.remove("endsAt");
        customer.ask(OSCAR, Role.OPERATOR, endless).then().statusCode(400).body("detail", containsString("endsAt"));
    }

    @Test
    void wordsThatAreNoneAreNamed() {
        Map<String, Object> refused = new LinkedHashMap<>();
        refused.put("reason", " \n ");
        refused.put("control", "-");
        for (String text : new String[] {"a\u0000b", "a\u001bb", "a\u0085b", "a\u2028b", "x".repeat(2001)})
            for (String field : new String[] {"reason", "control"}) {
                Map<String, Object> wish = customer.wish(ExceptedAccounts.check(), MONTH);
                wish.put(field, text);
                customer.ask(OSCAR, Role.OPERATOR, wish).then().statusCode(400).body("detail", containsString(field));
            }
        refused.forEach((field, text) -> {
            Map<String, Object> wish = customer.wish(ExceptedAccounts.check(), MONTH);
            wish.put(field, text);
            customer.ask(OSCAR, Role.OPERATOR, wish).then().statusCode(400).body("detail", is(field + ": is missing"));
        });
        gateway.as(OSCAR, Role.OPERATOR, customer.tenant)
                .contentType(ContentType.JSON)
                .body("""
                        {"scope":{"check":"%s"},"reason":"half \\ud83d","control":"c","endsAt":"%s"}
                        """.formatted(PORTS, Instant.now().plus(MONTH)))
                .post(customer.at)
                .then()
                .statusCode(400)
                .body("detail", containsString("reason"));
        Map<String, Object> mailed = customer.wish(ExceptedAccounts.check(), MONTH);
        mailed.put("remind", new String[] {"ida@example.com\r\nBcc: all@example.com"});
        customer.ask(OSCAR, Role.OPERATOR, mailed).then().statusCode(400);
        String id = customer.asked(ExceptedAccounts.check(), MONTH);
        gateway.as(ADA, Role.ADMIN, customer.tenant)
                .contentType(ContentType.JSON)
                .post(customer.at + "/" + id + "/refuse")
                .then()
                .statusCode(400)
                .body("detail", is("note: is missing"));
        for (String bad : new String[] {"state=gone", "limit=0", "cursor=x", "cursor=" + UUID.randomUUID()})
            gateway.as(Role.VIEWER, customer.tenant)
                    .get(customer.at + "?" + bad)
                    .then()
                    .statusCode(400);
        for (String path : new String[] {"/x", "/" + UUID.randomUUID()})
            gateway.as(Role.VIEWER, customer.tenant)
                    .get(customer.at + path)
                    .then()
                    .statusCode(404);
        for (String how : new String[] {"approve", "withdraw", "revoke"})
            customer.answer(ADA, Role.ADMIN, UUID.randomUUID().toString(), how)
                    .then()
                    .statusCode(404);
    }

    @Test
    void pagesByCursorMeetEveryExceptionOnce() {
        for (int i = 0; i < 7; i++) customer.asked(ExceptedAccounts.check(), MONTH);
        var met = new java.util.ArrayList<String>();
        String cursor = "";
        do {
            var page = customer.get("exceptions?state=waiting&limit=3" + cursor)
                    .extract()
                    .jsonPath();
            met.addAll(page.getList("items.id"));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());
        assertThat(met).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void everyReportNamesTheExceptionWhateverItsWordsAre() throws IOException {
        // Given
        Map<String, Object> wish = customer.wish(ExceptedAccounts.check(), MONTH);
        wish.put("reason", STRANGE);
        wish.put("control", STRANGE);
        String id = customer.ask(OSCAR, Role.OPERATOR, wish)
                .then()
                .statusCode(201)
                .body("reason", is(STRANGE.replace("\r\n", "\n")))
                .extract()
                .path("id");
        customer.answer(ADA, Role.ADMIN, id, "approve").then().statusCode(200);
        // When
        String csv = written(out -> exportFindings.report(customer.tenant, Optional.empty(), ExportFormat.CSV, out));
        String ndjson =
                written(out -> exportFindings.report(customer.tenant, Optional.of(ONE), ExportFormat.NDJSON, out));
        var pdf = new ByteArrayOutputStream();
        renderPdf.render(customer.tenant, Optional.empty(), pdf);
        // Then
        String until = customer.strings(
                        "select to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI') from exception")
                .getFirst();
        assertThat(csv)
                .contains("\"'=cmd|' /C calc'!A0\n<script>")
                .doesNotContain(",=cmd")
                .doesNotContain("\"=cmd");
        assertThat(csv.split("," + id + "," + until, -1))
                .as("two findings and the exception's own row")
                .hasSize(4);
        assertThat(csv).contains(",exception,").contains("," + ADA);
        assertThat(ndjson.lines().filter(line -> line.contains("\"state\":\"EXCEPTED\"")))
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line).contains("\"approvedBy\":\"" + ADA + "\"", "\"until\":\"" + until));
        assertThat(ndjson.lines().toList())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("{\"record\":\"exceptions\"")
                        .contains(id));
        try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text)
                    .contains(
                            "6Exceptions",
                            "7Howtoreadthis",
                            "<script>alert(1)</script>",
                            "[U+202E]",
                            ADA,
                            "askedforby" + OSCAR)
                    .contains("2failingfindingsareexcepted");
        }
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static String written(Writing writing) throws IOException {
        var out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
