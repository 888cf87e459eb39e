package io.vigil.reports.attestations;

import static io.vigil.reports.attestations.Attested.ADA;
import static io.vigil.reports.attestations.Attested.FRAMEWORK;
import static io.vigil.reports.attestations.Attested.ONE;
import static io.vigil.reports.attestations.Attested.OSCAR;
import static io.vigil.reports.attestations.Attested.PDF;
import static io.vigil.reports.attestations.Attested.REQUIREMENT;
import static io.vigil.reports.attestations.Attested.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.EventJson;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How somebody's word comes into force, what shows it, and how it ends. */
@QuarkusTest
@OnStack
class AttestationsIT {
    @Inject
    Attested customer;

    @Inject
    Gateway gateway;

    @Inject
    ReadAudit audit;

    @Test
    void whatWasAttestedAndApprovedIsInForceUntilTheEndOfItsDayInUtc() {
        // When
        String id = customer.waiting(today().plusDays(30));
        customer.get("attestations/" + id)
                .body("state", is("WAITING"))
                .body("title", is("The management account runs no workloads"))
                .body("requested.subject", is(OSCAR))
                .body("account", nullValue())
                .body("evidence", empty());
        customer.answer(ADA, Role.ADMIN, id, "approve").then().statusCode(200).body("state", is("IN_FORCE"));
        // Then
        customer.get("attestations/" + id)
                .body("approved.subject", is(ADA))
                .body("approved.note", is("Because of it"))
                .body("validUntil", is(today().plusDays(30).toString()))
                .body(
                        "endsAt",
                        is(today().plusDays(31)
                                .atStartOfDay()
                                .toInstant(ZoneOffset.UTC)
                                .toString()));
        assertThat(audit.newest(customer.tenant, 10))
                .extracting(entry -> entry.action() + " by " + entry.actor())
                .contains("attestation.requested by " + OSCAR, "attestation.approved by " + ADA);
    }

    @Test
    void itIsOverByTheClockAlone() {
        // Given
        String inForce = customer.inForce(today());
        String waiting = customer.waiting(today());
        customer.get("attestations?state=in_force").body("items.id", contains(inForce));
        customer.get("attestations?state=waiting").body("items.id", contains(waiting));
        // When
        customer.pass(1);
        // Then
        customer.get("attestations/" + inForce).body("state", is("ENDED"));
        customer.get("attestations/" + waiting).body("state", is("LAPSED"));
        customer.get("attestations?state=in_force,waiting").body("items", empty());
        customer.get("attestations?state=ended").body("items.id", contains(inForce));
        customer.get("attestations?state=lapsed").body("items.id", contains(waiting));
        customer.answer(ADA, Role.ADMIN, waiting, "approve")
                .then()
                .statusCode(409)
                .body("detail", containsString("it is lapsed"));
        customer.answer(OSCAR, Role.OPERATOR, inForce, "withdraw")
                .then()
                .statusCode(409)
                .body("detail", is("the attestation is ended"));
    }

    @Test
    void whoAttestsDoesNotApproveAndNobodyButAnAdministratorDoes() {
        // Given
        String id = customer.waiting(today().plusDays(30));
        // When, Then
        customer.answer(OSCAR, Role.ADMIN, id, "approve")
                .then()
                .statusCode(403)
                .body("detail", containsString("who attests does not decide it"));
        customer.answer(OSCAR, Role.ADMIN, id, "refuse").then().statusCode(403);
        customer.answer("otto", Role.OPERATOR, id, "approve").then().statusCode(403);
        customer.answer(Caller.SERVICE_ACCOUNT + "x", Role.ADMIN, id, "approve")
                .then()
                .statusCode(403)
                .body("detail", containsString("a service account"));
        customer.attest(Caller.SERVICE_ACCOUNT + "x", Role.OPERATOR, customer.word(REQUIREMENT, today().plusDays(1)))
                .then()
                .statusCode(403);
        customer.answer(ADA, Role.ADMIN, id, "withdraw")
                .then()
                .statusCode(403)
                .body("detail", containsString("an administrator refuses it"));
        customer.get("attestations/" + id).body("state", is("WAITING"));
    }

    @Test
    void itIsRefusedOrWithdrawnWithAReason() {
        // Given
        String refused = customer.waiting(today().plusDays(30));
        String own = customer.waiting(today().plusDays(30));
        String inForce = customer.inForce(today().plusDays(30));
        for (String how : List.of("refuse", "withdraw"))
            customer.answer(how.equals("refuse") ? ADA : OSCAR, Role.ADMIN, refused, how, Map.of("note", " "))
                    .then()
                    .statusCode(400)
                    .body("detail", is("note: is missing"));
        // When
        customer.answer(ADA, Role.ADMIN, refused, "refuse").then().statusCode(200);
        customer.answer(OSCAR, Role.OPERATOR, own, "withdraw").then().statusCode(200);
        customer.answer("otto", Role.OPERATOR, inForce, "withdraw").then().statusCode(200);
        // Then
        customer.get("attestations/" + refused).body("state", is("REFUSED")).body("over.subject", is(ADA));
        customer.get("attestations/" + own).body("state", is("WITHDRAWN"));
        customer.get("attestations/" + inForce)
                .body("state", is("WITHDRAWN"))
                .body("over.note", is("Because of it"))
                .body("approved.subject", is(ADA));
        customer.get("attestations?state=in_force").body("items", empty());
        customer.answer("otto", Role.OPERATOR, inForce, "withdraw")
                .then()
                .statusCode(409)
                .body("detail", is("the attestation is withdrawn"));
    }

    @Test
    void ofTwoWhoAnswerAtOnceOneIsRight() throws Exception {
        // Given
        String id = customer.waiting(today().plusDays(30));
        List<Callable<Integer>> answers = List.of(
                () -> customer.answer(ADA, Role.ADMIN, id, "approve").statusCode(),
                () -> customer.answer("anna", Role.ADMIN, id, "refuse").statusCode(),
                () -> customer.answer(OSCAR, Role.OPERATOR, id, "withdraw").statusCode());
        // When
        List<Integer> said = new ArrayList<>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : people.invokeAll(answers)) said.add(answer.get());
        }
        // Then
        assertThat(said).contains(200);
        String state = customer.get("attestations/" + id).extract().path("state");
        // what was approved may be withdrawn by who attests, which is no answer to it
        if (state.equals("WITHDRAWN")) assertThat(said.get(2)).isEqualTo(200);
        else assertThat(said.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(said).allMatch(status -> List.of(200, 403, 409).contains(status));
    }

    @Test
    void evidenceIsKeptAsItCameAndComesBackAsAnAttachment() {
        // Given
        byte[] large = new byte[700_000];
        new Random(7).nextBytes(large);
        System.arraycopy(PDF, 0, large, 0, PDF.length);
        String id = customer.waiting(today().plusDays(30));
        // When
        String evidence = customer.added(id, "Übersicht 2026; \u00e9.pdf", large);
        // Then
        customer.get("attestations/" + id)
                .body("revision", is(1))
                .body("evidence.name", contains("Übersicht 2026; \u00e9.pdf"))
                .body("evidence.bytes", contains(large.length))
                .body("evidence.sha256", contains(EventJson.digestOf(large)))
                .body("evidence.addedBy", contains(OSCAR));
        byte[] back = gateway.as(Role.AUDITOR, customer.tenant)
                .get(customer.at + "/" + id + "/evidence/" + evidence + "/content")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("Content-Length", is(String.valueOf(large.length)))
                .header(
                        "Content-Disposition",
                        is("attachment; filename=\"_bersicht_2026___.pdf\";"
                                + " filename*=UTF-8''%C3%9Cbersicht%202026%3B%20%C3%A9.pdf"))
                .extract()
                .asByteArray();
        assertThat(back).isEqualTo(large);
        gateway.as(Role.VIEWER, customer.tenant)
                .get(customer.at + "/" + id + "/evidence/" + evidence + "/content")
                .then()
                .statusCode(403);
        assertThat(customer.strings("select count(*)::text from report_file_chunk"))
                .as("chunks of 256 KiB")
                .containsExactly("3");
    }

    @Test
    void onlyWhoAttestsChangesTheEvidenceAndOnlyWhileItWaits() {
        // Given
        String id = customer.waiting(today().plusDays(30));
        String first = customer.added(id, "first.pdf", PDF);
        String path = customer.at + "/" + id + "/evidence/" + first;
        // When, Then
        customer.add(ADA, Role.ADMIN, id, "hers.pdf", PDF).then().statusCode(403);
        gateway.as(ADA, Role.ADMIN, customer.tenant).delete(path).then().statusCode(403);
        customer.add(OSCAR, Role.OPERATOR, id, "first.pdf", PDF)
                .then()
                .statusCode(409)
                .body("detail", containsString("a file of this name"));
        gateway.as(OSCAR, Role.OPERATOR, customer.tenant).delete(path).then().statusCode(204);
        assertThat(customer.strings("select count(*)::text from report_file_chunk"))
                .containsExactly("0");
        customer.added(id, "second.txt", "Ja, so ist es: \u00fc\n".getBytes(StandardCharsets.UTF_8));
        // of what was looked at, nothing else is approved
        customer.answer(ADA, Role.ADMIN, id, "approve", Map.of("revision", 1))
                .then()
                .statusCode(409)
                .body("detail", containsString("evidence has changed"));
        customer.answer(ADA, Role.ADMIN, id, "approve", Map.of("revision", 3))
                .then()
                .statusCode(200);
        customer.add(OSCAR, Role.OPERATOR, id, "third.pdf", PDF)
                .then()
                .statusCode(409)
                .body("detail", containsString("the attestation is in force"));
    }

    @Test
    void aFileThatCannotBeIsRefusedAndLeavesNothing() {
        // Given
        String id = customer.waiting(today().plusDays(30));
        Map<String, byte[]> refused = new LinkedHashMap<>();
        refused.put("page.html", "<script>alert(1)</script>".getBytes());
        refused.put("run.exe", "MZ".getBytes());
        refused.put("macros.docm", new byte[] {'P', 'K', 3, 4, 0});
        refused.put("none", PDF);
        refused.put("not.pdf", "<script>alert(1)</script>".getBytes());
        refused.put("not.png", PDF);
        refused.put("not.docx", PDF);
        refused.put("not.txt", new byte[] {'a', 0, 'b'});
        refused.put("half.txt", new byte[] {'a', (byte) 0xc3});
        refused.put("empty.txt", new byte[0]);
        refused.put("../../etc/passwd.txt", "x".getBytes());
        refused.put("..\\windows.txt", "x".getBytes());
        refused.put("a..b.pdf", PDF);
        refused.put(".hidden.pdf", PDF);
        refused.put("", PDF);
        refused.put("line\r\nSet-Cookie: x.pdf", PDF);
        refused.put("quo\"te.pdf", PDF);
        refused.put("\u202efdp.exe.pdf", PDF);
        refused.put("nul\u0000.pdf", PDF);
        refused.put("x".repeat(117) + ".pdf", PDF);
        refused.forEach((name, content) ->
                // When, Then
                customer.add(OSCAR, Role.OPERATOR, id, name, content)
                        .then()
                        .statusCode(400)
                        .contentType("application/problem+json"));
        customer.add(OSCAR, Role.OPERATOR, id, "large.pdf", tooLarge())
                .then()
                .statusCode(413)
                .body("detail", is("a file may have 10485760 bytes at most"));
        customer.get("attestations/" + id).body("evidence", empty()).body("revision", is(0));
        assertThat(customer.strings("select count(*)::text from report_file_chunk"))
                .containsExactly("0");
    }

    private static byte[] tooLarge() {
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        System.arraycopy(PDF, 0, large, 0, PDF.length);
        return large;
    }

    @Test
    void thereIsALimitToTheFilesOfAnAttestation() {
        // Given
        String id = customer.waiting(today().plusDays(30));
        for (int i = 0; i < 10; i++) customer.added(id, "file " + i + ".pdf", PDF);
        // When, Then
        customer.add(OSCAR, Role.OPERATOR, id, "one more.pdf", PDF)
                .then()
                .statusCode(409)
                .body("detail", is("there are 10 files, which is the most"));
    }

    @Test
    void everyKindOfFileThatShowsSomethingIsTaken() {
        String id = customer.waiting(today().plusDays(30));
        customer.added(id, "a.PDF", PDF);
        customer.added(id, "a.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1});
        customer.added(id, "a.jpeg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1});
        customer.added(id, "a.docx", new byte[] {'P', 'K', 3, 4, 1});
        customer.added(id, "a.xlsx", new byte[] {'P', 'K', 3, 4, 1});
        customer.added(id, "a.csv", "\ufeffa;b\r\n\u00e9;\ud83d\ude00\r\n".getBytes(StandardCharsets.UTF_8));
        customer.get("attestations/" + id)
                .body("evidence.find { it.name == 'a.csv' }.mediaType", is("text/plain; charset=UTF-8"));
    }

    @Test
    void whatCannotBeAttestedIsNamed() {
        Map<Map<String, Object>, String> refused = new LinkedHashMap<>();
        refused.put(with("framework", "of-nobody"), "framework: there is no framework of this id");
        refused.put(with("requirement", "99"), "requirement: cis-aws-foundations-7.0 has no requirement");
        refused.put(with("requirement", Attested.OF_CHECKS), "requirement: is answered by checks");
        refused.put(with("account", "999988887777"), "account: there is no account 999988887777 here");
        refused.put(with("account", "12"), "account");
        refused.put(with("statement", " \n"), "statement: is missing");
        refused.put(with("statement", "x".repeat(2001)), "statement: must be at most 2000 characters");
        refused.put(with("statement", "a\u0000b"), "statement: must be text without control characters");
        refused.put(with("validUntil", today().minusDays(1).toString()), "validUntil: has passed, in UTC");
        refused.put(
                with("validUntil", today().plusMonths(13).plusDays(1).toString()),
                "validUntil: is more than 13 months away");
        refused.put(with("validUntil", "+999999999-12-31"), "validUntil: is more than 13 months away");
        refused.put(with("validUntil", "someday"), "validUntil");
        refused.put(with("validUntil", null), "validUntil is missing");
        refused.forEach((word, why) -> customer.attest(OSCAR, Role.OPERATOR, word)
                .then()
                .statusCode(400)
                .body("detail", containsString(why)));
        assertThat(customer.strings("select attestation_id::text from attestation"))
                .isEmpty();
    }

    private Map<String, Object> with(String field, @Nullable Object value) {
        Map<String, Object> word = customer.word(REQUIREMENT, today().plusDays(30));
        if (value == null) word.remove(field);
        else word.put(field, value);
        return word;
    }

    @Test
    void itLastsThirteenMonthsAtMost() {
        customer.waiting(today().plusMonths(13));
        customer.waiting(today());
    }

    @Test
    void anAccountMayBeAttestedForItself() {
        // Given
        customer.connect(ONE);
        // When
        String id = customer.waiting(with("account", ONE.value()));
        // Then
        customer.get("attestations/" + id).body("account", is(ONE.value()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"state=gone", "limit=0", "limit=501", "cursor=x", "cursor=00000000-0000-4000-8000-000000000001"})
    void whatCannotBeAskedForIsSaid(String query) {
        gateway.as(Role.VIEWER, customer.tenant)
                .get(customer.at + "?" + query)
                .then()
                .statusCode(400);
    }

    @Test
    void pagesByCursorMeetEveryAttestationOnce() {
        // Given
        for (int i = 0; i < 7; i++) customer.waiting(today().plusDays(30));
        customer.waiting(customer.word("2.1.2", today().plusDays(30)));
        List<String> met = new ArrayList<>();
        String cursor = "";
        // When
        do {
            var page = customer.get(
                            "attestations?framework=" + FRAMEWORK + "&requirement=" + REQUIREMENT + "&limit=3" + cursor)
                    .extract()
                    .jsonPath();
            met.addAll(page.getList("items.id"));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());
        // Then
        assertThat(met).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void aLargeDocumentIsRefusedThoughFilesMayBeLarger() {
        customer.attest(OSCAR, Role.OPERATOR, with("statement", "x".repeat(300_000)))
                .then()
                .statusCode(413)
                .body("detail", containsString("a document may have 262144 bytes at most"));
    }

    @Test
    void nothingOfAnotherCustomersIsThere() {
        // Given
        String id = customer.waiting(today().plusDays(30));
        String evidence = customer.added(id, "first.pdf", PDF);
        var stranger = ScriptedRun.newTenant();
        String theirs = "/tenants/" + stranger + "/attestations/" + id;
        // When, Then
        for (String path : List.of(theirs, theirs + "/evidence/" + evidence + "/content"))
            gateway.as(Role.ADMIN, stranger).get(path).then().statusCode(404);
        gateway.as(Role.ADMIN, stranger)
                .delete(theirs + "/evidence/" + evidence)
                .then()
                .statusCode(404);
        customer.get("attestations/" + id).body("evidence.id", contains(evidence));
    }
}
