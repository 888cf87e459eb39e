package io.vigil.reports.workbench;

import static io.vigil.reports.workbench.AuditedCustomer.ANN;
import static io.vigil.reports.workbench.AuditedCustomer.BEN;
import static io.vigil.reports.workbench.AuditedCustomer.ONE;
import static io.vigil.reports.workbench.AuditedCustomer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Status;
import io.vigil.reports.OnStack;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Looked at, noted, signed off: by one person or several at once, and how long it took. */
@QuarkusTest
@OnStack
class SignOffsIT {
    private static final int ROUNDS = Boolean.getBoolean("vigil.full") ? 40 : 6;

    @Inject
    AuditedCustomer customer;

    @Test
    void whatIsUnchangedTakesOneAction() {
        // Given
        List<AccountId> quiet = IntStream.range(0, 5)
                .mapToObj(i -> new AccountId("20000000000" + i))
                .toList();
        customer.scan(ONE, Status.FAIL);
        quiet.forEach(account -> customer.scan(account, Status.PASS));
        AccountId silent = new AccountId("300000000000");
        customer.scan(silent, Instant.now().minus(Duration.ofDays(8)), Status.PASS);
        String audit = customer.open();
        // When
        customer.post(BEN, "/" + audit + "/unchanged", Map.of())
                .then()
                .statusCode(200)
                .body("signedAccounts", is(5))
                .body("together", is(5))
                .body("signed", nullValue());
        // Then
        assertThat(customer.get("/" + audit).getList("parts.findAll { it.signed == null }.account"))
                .as("something changed, or nobody knows")
                .containsExactlyInAnyOrder(ONE.value(), silent.value());
        assertThat(customer.account(audit, silent).getBoolean("stale")).isTrue();
        assertThat(customer.account(audit, quiet.getFirst()).getString("signed.name"))
                .isEqualTo(BEN);
        customer.post(BEN, "/" + audit + "/unchanged", Map.of())
                .then()
                .statusCode(409)
                .body("detail", containsString("to be looked at"));
        customer.lookAndSign(ANN, audit, silent).then().statusCode(200);
        customer.lookAndSign(ANN, audit, ONE).then().statusCode(200).body("signed.name", is(ANN));
    }

    @Test
    void theOneActionLeavesWhatChangedSinceTheAuditWasOpened() {
        // Given
        customer.scan(ONE, Status.PASS);
        customer.scan(OTHER, Status.PASS);
        String audit = customer.open();
        assertThat(customer.get("/" + audit).getInt("unchanged")).isEqualTo(2);
        customer.scan(ONE, Status.FAIL);
        // When
        customer.post(ANN, "/" + audit + "/unchanged", Map.of())
                .then()
                .statusCode(200)
                .body("signedAccounts", is(1));
        // Then
        assertThat(customer.items(audit, ONE)).containsExactly("sg-0 [CHANGED] [OPENED]");
        assertThat(customer.account(audit, OTHER).getBoolean("together")).isTrue();
    }

    @Test
    void nobodySignsWhatTheyDidNotSee() {
        // Given
        customer.scan(ONE, Status.FAIL);
        customer.scan(OTHER, Status.PASS);
        String audit = customer.open();
        int opened = customer.account(audit, ONE).getInt("revision");
        customer.sign(ANN, audit, ONE, opened)
                .then()
                .statusCode(409)
                .body("detail", containsString("nobody looked at"));
        int seen = customer.look(ANN, audit, ONE).path("revision");
        // When another one looks after something changed
        customer.scan(ONE, Status.FAIL, Status.FAIL);
        int anew = customer.look(BEN, audit, ONE).path("revision");
        // Then
        customer.sign(ANN, audit, ONE, seen).then().statusCode(409).body("detail", containsString("not as you saw it"));
        // When another one writes
        customer.note(BEN, audit, ONE, anew, "The second is known")
                .then()
                .statusCode(200)
                .body("noted.name", is(BEN));
        customer.note(ANN, audit, ONE, anew, "Mine").then().statusCode(409);
        customer.sign(ANN, audit, ONE, anew).then().statusCode(409);
        // Then
        int latest = customer.account(audit, ONE).getInt("revision");
        customer.sign(ANN, audit, ONE, latest).then().statusCode(200);
        assertThat(customer.account(audit, ONE).getString("note")).isEqualTo("The second is known");
        assertThat(customer.account(audit, ONE).getString("signed.name")).isEqualTo(ANN);
    }

    @Test
    void ofTwoWhoSignOneDoesAndTheLastAccountsSignTheAuditOnce() throws Exception {
        customer.scan(ONE, Status.PASS);
        customer.scan(OTHER, Status.PASS);
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            Status status = round % 2 == 0 ? Status.FAIL : Status.PASS;
            customer.scan(ONE, status);
            customer.scan(OTHER, status);
            List<Response> opened =
                    together(() -> customer.post(ANN, "", Map.of()), () -> customer.post(BEN, "", Map.of()));
            assertThat(opened).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 201);
            assertThat(opened)
                    .extracting(answer -> answer.<String>path("id"))
                    .containsOnly(opened.getFirst().<String>path("id"));
            String audit = opened.getFirst().path("id");
            int one = customer.look(ANN, audit, ONE).path("revision");
            int other = customer.look(BEN, audit, OTHER).path("revision");
            // When
            List<Response> answers = together(
                    () -> customer.sign(ANN, audit, ONE, one),
                    () -> customer.sign(BEN, audit, ONE, one),
                    () -> customer.sign(ANN, audit, OTHER, other),
                    () -> customer.sign(BEN, audit, OTHER, other));
            // Then
            assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 200, 409, 409);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 200 && answer.path("signed") != null)
                    .hasSize(1);
            assertThat(customer.get("/" + audit).getInt("signedAccounts")).isEqualTo(2);
            assertThat(customer.get("/" + audit).getString("file.sha256")).hasSize(64);
        }
        assertThat(customer.strings("select count(*)::text from audit where action = 'audit.signed'"))
                .containsExactly(String.valueOf(ROUNDS));
    }

    @Test
    void minutesAreMeasuredAndNotSaid() {
        // Given
        customer.scan(ONE, Status.FAIL);
        customer.scan(OTHER, Status.PASS);
        String audit = customer.open();
        customer.beat(ANN, audit, null).then().statusCode(200).body("seconds", is(0));
        // When half a minute passes between two beats, twice, on two pages, beside another person
        pass(Duration.ofSeconds(30));
        customer.beat(ANN, audit, ONE).then().statusCode(200);
        customer.beat(BEN, audit, ONE).then().statusCode(200);
        customer.beat(ANN, audit, null).then().statusCode(200);
        pass(Duration.ofSeconds(30));
        customer.beat(ANN, audit, ONE).then().statusCode(200);
        customer.beat(BEN, audit, ONE).then().statusCode(200);
        assertThat(customer.get("/" + audit).getInt("seconds")).isBetween(90, 99);
        // When somebody comes back after a pause
        pass(Duration.ofMinutes(10));
        customer.beat(ANN, audit, ONE).then().statusCode(200);
        // Then
        assertThat(customer.get("/" + audit).getInt("seconds")).isBetween(90, 99);
        assertThat(customer.account(audit, ONE).getInt("seconds")).isBetween(90, 99);
        customer.beat(ANN, audit, new AccountId("999999999999")).then().statusCode(404);
        customer.post(ANN, "/" + audit + "/time", Map.of("account", "x", "seconds", 9000))
                .then()
                .statusCode(400);
        // When
        customer.lookAndSign(ANN, audit, ONE).then().statusCode(200);
        customer.post(ANN, "/" + audit + "/unchanged", Map.of()).then().statusCode(200);
        // Then
        int seconds = customer.get("/" + audit).getInt("seconds");
        assertThat(customer.get("/" + audit).getInt("savedSeconds"))
                .as("one account took so long, and one was not looked at")
                .isBetween(seconds - 1, seconds + 1);
    }

    @Test
    void whatIsNoNoteIsRefused() {
        // Given
        customer.scan(ONE, Status.FAIL);
        String audit = customer.open();
        int revision = customer.look(ANN, audit, ONE).path("revision");
        // When, Then
        for (String note : List.of("x".repeat(4_001), "a\u0000b", "a\u202e\u0007b"))
            customer.note(ANN, audit, ONE, revision, note)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("note"));
        customer.post(ANN, "/" + audit + "/accounts/" + ONE + "/sign-off", Map.of())
                .then()
                .statusCode(400);
        customer.post(ANN, "/" + audit + "/accounts/" + OTHER + "/look", Map.of())
                .then()
                .statusCode(404);
        for (String query : List.of("kind=x", "cursor=x", "cursor=high.x", "limit=0"))
            assertThat(query(audit, query)).as(query).isEqualTo(400);
        customer.note(ANN, audit, ONE, revision, "=1+1 <script>&\n@x").then().statusCode(200);
        assertThat(customer.account(audit, ONE).getString("note")).isEqualTo("=1+1 <script>&\n@x");
    }

    @Test
    void pagesMeetEveryItemOnce() {
        // Given
        Status[] groups = new Status[9];
        for (int i = 0; i < groups.length; i++) groups[i] = i % 3 == 0 ? Status.UNDETERMINED : Status.FAIL;
        customer.scan(ONE, groups);
        String audit = customer.open();
        List<String> met = new ArrayList<>();
        String cursor = "";
        // When
        do {
            var page = customer.get("/" + audit + "/accounts/" + ONE + "?limit=4&cursor=" + cursor);
            met.addAll(page.getList("items.resource"));
            cursor = page.getString("next");
        } while (cursor != null);
        // Then
        assertThat(met).hasSize(9).doesNotHaveDuplicates();
        assertThat(customer.get("/" + audit + "/accounts/" + ONE + "?kind=not_evaluated")
                        .getList("items"))
                .hasSize(3);
    }

    private int query(String audit, String query) {
        return customer.request(ANN)
                .get(customer.at + "/" + audit + "/accounts/" + ONE + "?" + query)
                .statusCode();
    }

    /** As if so much time had passed since every beat. */
    private void pass(Duration time) {
        customer.sql("update weekly_audit_time set beat_at = beat_at - interval '" + time.toSeconds() + " seconds'");
    }

    @SafeVarargs
    private static List<Response> together(Callable<Response>... acts) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Response> answers = new ArrayList<>();
            for (Future<Response> act : threads.invokeAll(List.of(acts))) answers.add(act.get());
            return answers;
        }
    }
}
