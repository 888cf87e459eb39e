package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who attests, who answers, what becomes of files, and what the pages make of what people write. */
@OnKeycloak
class AttestationPagesIT {
    private static final String PAGE = "/t/tidewater/attestations";
    private static final String HOSTILE = "\"'><script>alert(1)</script> {7*7} \u202e";
    private static final byte[] PDF = "%PDF-1.7 what shows it".getBytes(StandardCharsets.UTF_8);

    @Inject
    World world;

    @Inject
    Estate estate;

    private String attestations = "";

    @BeforeEach
    void aCustomer() {
        TenantId tenant = estate.tidewater();
        attestations = "/tenants/" + tenant + "/attestations";
    }

    private Visitor as(Role role) {
        if (role.ofProvider()) {
            world.inside(World.NADIA, role, "tidewater");
            return world.signedIn(World.NADIA, "Nadia Verhoeven");
        }
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera Lindqvist");
    }

    /** The one that waits, as if this person had attested. */
    private void attestedBy(String subject) {
        world.reportService()
                .on(
                        "GET",
                        attestations + "/" + Estate.ATTEST_WAITING,
                        Upstream.json(estate.document("attestation-waiting")
                                .replace("c3000000-0000-4000-8000-000000000009", subject)));
    }

    @Test
    void theFrameworkSaysWhatIsAttestedInAWordOfItsOwnAndLeadsToIt() {
        // When
        String page =
                as(Role.OPERATOR).get("/t/tidewater/frameworks/cis-aws-7.0").body();
        String list = as(Role.VIEWER).get("/t/tidewater/frameworks").body();
        String viewer =
                as(Role.VIEWER).get("/t/tidewater/frameworks/cis-aws-7.0").body();
        // Then
        assertThat(page)
                .contains("94 % evaluated · 1 of 4 manual requirements attested by people")
                .containsPattern("Attested until \\d+ \\w+ \\d{4} by Jonas Ortiz. Attested for 2 accounts alone</a>")
                .contains("href=\"" + PAGE + "/" + Estate.ATTESTED)
                .contains("The attestation ended after ")
                .contains("An attestation waits for an answer")
                .contains("aria-label=\"Attest 6.8\"")
                .contains("aria-label=\"Attest 6.10\"")
                .contains("?standing=ATTESTED")
                .doesNotContain("aria-label=\"Attest 6.11\"")
                .doesNotContain("aria-label=\"Attest 1.10\"");
        assertThat(viewer).contains("Attested until ").doesNotContain("aria-label=\"Attest");
        assertThat(list).contains("3 of 17");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SERVICE", "MSP_VIEWER"},
            mode = EnumSource.Mode.EXCLUDE)
    void onlyAnAdministratorOfTheCustomerIsShownTheAnswer(Role role) {
        String page = as(role).get(PAGE + "/" + Estate.ATTEST_WAITING).body();
        assertThat(page)
                .contains("Nothing is attested by it yet.")
                .contains("SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        assertThat(page.contains("/approve\"")).isEqualTo(role == Role.ADMIN);
        assertThat(page)
                .doesNotContain("/withdraw\"")
                .doesNotContain("/remove\"")
                .doesNotContain("type=\"file\"");
        assertThat(page.contains("/content\"")).isEqualTo(role != Role.VIEWER);
        if (role != Role.ADMIN) assertThat(page).contains("An administrator of Tidewater Energy decides.");
    }

    @Test
    void whoAttestsMayChangeTheEvidenceAndWithdrawAndIsNotShownTheAnswer() {
        // Given
        attestedBy(World.VERA);
        // When
        String page = as(Role.ADMIN).get(PAGE + "/" + Estate.ATTEST_WAITING).body();
        // Then
        assertThat(page)
                .contains("/withdraw\"", "/remove\"", "type=\"file\"")
                .contains("so another administrator of Tidewater Energy decides")
                .doesNotContain("/approve\"");
    }

    @Test
    void anApprovalSaysWhichEvidenceWasLookedAt() {
        // Given
        Visitor vera = as(Role.ADMIN);
        String approve = attestations + "/" + Estate.ATTEST_WAITING + "/approve";
        world.reportService().on("POST", approve, Upstream.json("{}"));
        // When
        HttpResponse<String> answered = vera.submit(
                PAGE + "/" + Estate.ATTEST_WAITING + "/approve", Map.of("note", " Until June ", "revision", "2"));
        String sent = body(approve);
        world.reportService().on("POST", approve, Upstream.problem(409, "its evidence has changed"));
        HttpResponse<String> late =
                vera.submit(PAGE + "/" + Estate.ATTEST_WAITING + "/approve", Map.of("note", HOSTILE, "revision", "1"));
        HttpResponse<String> blind =
                vera.submit(PAGE + "/" + Estate.ATTEST_WAITING + "/approve", Map.of("note", "Yes"));
        // Then
        assertThat(vera.get(PAGE + "/" + Estate.ATTEST_WAITING).body()).contains("name=\"revision\" value=\"2\"");
        assertThat(answered.statusCode()).isEqualTo(303);
        assertThat(sent).isEqualTo("{\"note\":\"Until June\",\"revision\":2}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("its evidence has changed").doesNotContain("<script>alert");
        assertThat(blind.statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsInForceIsWithdrawnWithAReason() {
        // Given
        Visitor vera = as(Role.OPERATOR);
        String withdraw = attestations + "/" + Estate.ATTESTED + "/withdraw";
        world.reportService().on("POST", withdraw, Upstream.json("{}"));
        // When
        String page = vera.get(PAGE + "/" + Estate.ATTESTED).body();
        HttpResponse<String> done =
                vera.submit(PAGE + "/" + Estate.ATTESTED + "/withdraw", Map.of("note", "It was rebuilt"));
        // Then
        assertThat(page)
                .contains("The requirement counts as attested until ")
                .contains("end of the day in UTC, then as not evaluated.")
                .contains("About</dt><dd>Account 1234 5678 9012")
                .doesNotContain("/remove\"");
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(body(withdraw)).isEqualTo("{\"note\":\"It was rebuilt\"}");
    }

    @Test
    void theFormSaysWhatAnAuditorWantsAndSendsTheWordAndTheFiles() {
        // Given
        Visitor vera = as(Role.OPERATOR);
        takes();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("Übersicht & mehr.pdf", PDF);
        files.put("b.txt", "so".getBytes(StandardCharsets.UTF_8));
        // When
        String form =
                vera.get(PAGE + "/new?framework=cis-aws-7.0&requirement=6.8").body();
        HttpResponse<String> sent = vera.upload(PAGE, word("2027-06-30"), files);
        // Then
        assertThat(form)
                .contains("What an auditor wants to see: For each VPC in scope: its VPC endpoints.")
                .contains("enctype=\"multipart/form-data\"")
                .contains("<option value=\"" + Estate.ACCOUNT + "\"");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        assertThat(Visitor.location(sent).getPath()).isEqualTo(PAGE + "/" + Estate.ATTEST_WAITING);
        assertThat(body(attestations))
                .contains("\"framework\":\"cis-aws-7.0\"", "\"requirement\":\"6.8\"", "\"account\":null")
                .contains("\"validUntil\":\"2027-06-30\"");
        String evidence = attestations + "/" + Estate.ATTEST_WAITING + "/evidence";
        assertThat(world.reportService().asked())
                .filteredOn(asked -> asked.path().equals(evidence))
                .extracting(asked -> String.valueOf(asked.query()))
                .containsExactly("name=%C3%9Cbersicht+%26+mehr.pdf", "name=b.txt");
        assertThat(world.reportService().asked())
                .filteredOn(asked -> String.valueOf(asked.query()).startsWith("name=%C3"))
                .singleElement()
                .satisfies(asked -> assertThat(asked.body()).isEqualTo(PDF));
    }

    @Test
    void aFormWithoutFilesIsAWordAllTheSame() {
        // Given
        Visitor vera = as(Role.OPERATOR);
        takes();
        // When
        HttpResponse<String> sent = vera.upload(PAGE, word("2027-06-30"), Map.of("", new byte[0]));
        // Then
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        assertThat(world.reportService().asked())
                .noneMatch(asked -> asked.path().endsWith("/evidence"));
    }

    @Test
    void aFileThatIsRefusedIsNamedAndHarmlessAndTheOthersAreTaken() {
        // Given
        attestedBy(World.VERA);
        Visitor vera = as(Role.OPERATOR);
        String evidence = attestations + "/" + Estate.ATTEST_WAITING + "/evidence";
        world.reportService().on("POST", evidence, exchange -> {
            boolean good = exchange.getRequestURI().getRawQuery().equals("name=good.pdf");
            (good
                            ? Upstream.status(201, "application/json", FILE)
                            : Upstream.problem(400, "name: must not have any of these"))
                    .to(exchange);
        });
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("<img src=x onerror=alert(1)>.pdf", PDF);
        files.put("good.pdf", PDF);
        // When
        HttpResponse<String> answer = vera.upload(PAGE + "/" + Estate.ATTEST_WAITING + "/evidence", Map.of(), files);
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("&lt;img src=x onerror=alert(1)&gt;.pdf: name: must not have any of these.")
                .doesNotContain("<img src=x");
        assertThat(world.reportService().asked())
                .filteredOn(asked -> asked.path().equals(evidence))
                .hasSize(2);
    }

    @Test
    void whatIsTooLargeIsSaidOnAPage() {
        // Given
        attestedBy(World.VERA);
        Visitor vera = as(Role.OPERATOR);
        String evidence = attestations + "/" + Estate.ATTEST_WAITING + "/evidence";
        world.reportService().on("POST", evidence, Upstream.status(201, "application/json", FILE));
        // When
        HttpResponse<String> large = vera.upload(
                PAGE + "/" + Estate.ATTEST_WAITING + "/evidence",
                Map.of(),
                Map.of("nine.pdf", new byte[9 * 1024 * 1024]));
        HttpResponse<String> tooLarge = vera.upload(
                PAGE + "/" + Estate.ATTEST_WAITING + "/evidence",
                Map.of(),
                Map.of("twelve.pdf", new byte[12 * 1024 * 1024]));
        HttpResponse<String> elsewhere =
                vera.upload("/t/tidewater/exceptions", Map.of(), Map.of("two.pdf", new byte[2 * 1024 * 1024]));
        // Then
        assertThat(large.statusCode()).as(large.body()).isEqualTo(303);
        assertThat(world.reportService().asked(evidence).body()).hasSize(9 * 1024 * 1024);
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("This is too large").contains("10 MB together");
        assertThat(elsewhere.statusCode()).isEqualTo(413);
        assertThat(elsewhere.body()).contains("A form may bring 1 MB at most.");
    }

    @Test
    void aFormWithFilesNeedsTheSecretOfItsSession() {
        // Given
        attestedBy(World.VERA);
        Visitor vera = as(Role.OPERATOR);
        String path = PAGE + "/" + Estate.ATTEST_WAITING + "/evidence";
        // When
        HttpResponse<String> forged = vera.send(vera.request(path)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"evidence\";"
                        + " filename=\"a.txt\"\r\n\r\nx\r\n--b--\r\n")));
        // Then
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(world.reportService().asked())
                .noneMatch(asked -> asked.method().equals("POST"));
    }

    @Test
    void evidenceIsDownloadedAsAFileAndByNobodyWhoOnlyViews() {
        // Given
        String content = attestations + "/" + Estate.ATTESTED + "/evidence/" + Estate.EVIDENCE + "/content";
        world.reportService().on("GET", content, exchange -> {
            exchange.getResponseHeaders()
                    .set("Content-Disposition", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf");
            Upstream.status(200, "application/pdf", "%PDF").to(exchange);
        });
        String path = PAGE + "/" + Estate.ATTESTED + "/evidence/" + Estate.EVIDENCE + "/content";
        // When
        HttpResponse<String> file = as(Role.AUDITOR).get(path);
        // Then
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("%PDF");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(as(Role.VIEWER).get(PAGE + "/" + Estate.ATTESTED).body())
                .contains("For auditors")
                .doesNotContain("/content\"");
    }

    @Test
    void whatWasTypedIsKeptWhenItIsRefused() {
        // Given
        Visitor vera = as(Role.OPERATOR);
        world.reportService()
                .on("POST", attestations, Upstream.problem(400, "validUntil: is more than 13 months away"));
        // When
        HttpResponse<String> refused = vera.upload(PAGE, word("2036-12-22"), Map.of("a.pdf", PDF));
        HttpResponse<String> dateless = vera.upload(PAGE, word("someday"), Map.of());
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("validUntil: is more than 13 months away")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; {7*7}")
                .contains("value=\"2036-12-22\"")
                .doesNotContain("<script>alert");
        assertThat(dateless.statusCode()).isEqualTo(400);
        assertThat(dateless.body()).contains("Choose the last day on which it holds.");
        assertThat(world.reportService().asked())
                .noneMatch(asked -> asked.path().endsWith("/evidence"));
    }

    @Test
    void whatIsNoManualRequirementHasNoForm() {
        Visitor vera = as(Role.OPERATOR);
        for (String query : List.of(
                "",
                "?framework=cis-aws-7.0",
                "?framework=cis-aws-7.0&requirement=1.10",
                "?framework=cis-aws-7.0&requirement=99",
                "?framework=../reports&requirement=6.8"))
            assertThat(vera.get(PAGE + "/new" + query).statusCode()).as(query).isEqualTo(404);
        for (String path : List.of("/x", "/" + Estate.FINDING))
            assertThat(vera.get(PAGE + path).statusCode()).as(path).isEqualTo(404);
    }

    private static final String FILE = """
            {"id":"0198a000-0000-7000-8000-00000000f109","name":"a.pdf","mediaType":"application/pdf","bytes":1,
             "sha256":"00","addedAt":"2026-11-27T00:00:00Z","addedBy":"Vera"}""";

    private void takes() {
        world.reportService()
                .on(
                        "POST",
                        attestations,
                        Upstream.status(201, "application/json", estate.document("attestation-waiting")))
                .on(
                        "POST",
                        attestations + "/" + Estate.ATTEST_WAITING + "/evidence",
                        Upstream.status(201, "application/json", FILE));
    }

    private static Map<String, String> word(String until) {
        Map<String, String> word = new HashMap<>();
        word.put("framework", "cis-aws-7.0");
        word.put("requirement", "6.8");
        word.put("account", "");
        word.put("statement", HOSTILE);
        word.put("until", until);
        return word;
    }

    private String body(String path) {
        return new String(world.reportService().asked(path).body(), StandardCharsets.UTF_8);
    }
}
