package io.vigil.reports.exceptions;

import static io.vigil.reports.ScriptedRun.DEFAULT_GROUP;
import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.exceptions.ExceptedAccounts.ADA;
import static io.vigil.reports.exceptions.ExceptedAccounts.ONE;
import static io.vigil.reports.exceptions.ExceptedAccounts.OSCAR;
import static io.vigil.reports.exceptions.ExceptedAccounts.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.FindingChanged;
import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.contracts.Status;
import io.vigil.contracts.Topics;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a wish to its end: who may do what, what the findings and the counters say. */
@QuarkusTest
@OnStack
class ExceptionLifeIT {
    private static final Duration MONTH = Duration.ofDays(30);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Inject
    ExceptedAccounts customer;

    @BeforeEach
    void twoAccountsThatFail() {
        customer.scan(ONE);
        customer.scan(OTHER);
    }

    @Test
    void anApprovalTakesWhatThePreviewSaidAndNothingBeforeIt() {
        // Given
        customer.get("posture").body("counts.fail", is(6)).body("counts.pass", is(2));
        String id = customer.asked(ExceptedAccounts.check(), MONTH);
        customer.get("exceptions/" + id)
                .body("state", is("WAITING"))
                .body("preview.open", is(4))
                .body("preview.accounts", is(2))
                .body("preview.severities.high", is(4))
                .body("findings", is(0))
                .body("words", containsString("in every account"));
        customer.get("findings?state=open").body("total", is(6));
        // When
        customer.answer(ADA, Role.ADMIN, id, "approve")
                .then()
                .statusCode(200)
                .body("state", is("IN_FORCE"))
                .body("approved.name", is(ADA))
                .body("requested.name", is(OSCAR))
                .body("taken", is(4))
                .body("findings", is(4))
                .body("preview", nullValue());
        // Then
        customer.get("findings?state=open").body("total", is(2));
        customer.get("findings?state=excepted")
                .body("total", is(4))
                .body("items[0].exception.id", is(id))
                .body("items[0].exception.reason", is("It is replaced in spring"))
                .body("items[0].exception.approvedBy", is(ADA))
                .body("items[0].status", is("FAIL"));
        customer.get("findings?exception=" + id).body("total", is(4));
        customer.get("findings/groups?state=excepted")
                .body("[0].excepted", is(4))
                .body("[0].open", is(0));
        customer.get("posture")
                .body("counts.fail", is(2))
                .body("counts.pass", is(2))
                .body("counts.excepted", is(4))
                .body("severities.high", is(2))
                .body("changes.excepted", is(4))
                .body("changes.resolved", is(0))
                .body("history[0].high", is(2));
        customer.get("changes").body("findAll { it.transition == 'EXCEPTED' }.size()", is(4));
        assertThat(told()).filteredOn(Transition.EXCEPTED::equals).hasSize(4);
    }

    @Test
    void whoAskedNeverApprovesWhateverTheyAreByThen() {
        // Given
        String id = customer.asked(ExceptedAccounts.check(), MONTH);
        // When, Then
        for (String how : List.of("approve", "refuse"))
            customer.answer(OSCAR, Role.ADMIN, id, how)
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("who asked"));
        customer.answer("service-account:" + UUID.randomUUID(), Role.ADMIN, id, "approve")
                .then()
                .statusCode(403);
        for (Role role : List.of(Role.VIEWER, Role.AUDITOR, Role.OPERATOR))
            customer.answer(ADA, role, id, "approve").then().statusCode(403);
        customer.ask(
                        "service-account:" + UUID.randomUUID(),
                        Role.OPERATOR,
                        customer.wish(ExceptedAccounts.check(), MONTH))
                .then()
                .statusCode(403);
        for (Role role : List.of(Role.VIEWER, Role.AUDITOR))
            customer.ask(ADA, role, customer.wish(ExceptedAccounts.check(), MONTH))
                    .then()
                    .statusCode(403);
        assertThat(customer.state(id)).isEqualTo("WAITING");
        customer.answer(ADA, Role.ADMIN, id, "approve").then().statusCode(200);
        customer.answer(ADA, Role.ADMIN, id, "approve")
                .then()
                .statusCode(409)
                .body("detail", containsString("in force"));
    }

    @Test
    void aRefusedOrWithdrawnWishChangesNothing() {
        // Given
        String refused = customer.asked(ExceptedAccounts.check(), MONTH);
        String withdrawn = customer.asked(ExceptedAccounts.check(), MONTH);
        // When
        customer.answer(ADA, Role.ADMIN, refused, "refuse")
                .then()
                .statusCode(200)
                .body("over.note", is("Because of it"));
        customer.answer(ADA, Role.ADMIN, withdrawn, "withdraw").then().statusCode(403);
        customer.answer(OSCAR, Role.OPERATOR, withdrawn, "withdraw").then().statusCode(200);
        // Then
        for (String id : List.of(refused, withdrawn))
            for (String how : List.of("approve", "refuse", "revoke"))
                customer.answer(ADA, Role.ADMIN, id, how).then().statusCode(409);
        customer.get("exceptions?state=refused,withdrawn").body("items", hasSize(2));
        customer.get("exceptions?state=in_force").body("items", hasSize(0));
        assertThat(customer.states()).noneMatch(state -> state.contains("EXCEPTED"));
    }

    @Test
    void aRevocationOpensTheFindingsAtOnce() {
        // Given
        String id = customer.inForce(Map.of("account", ONE.value(), "check", PORTS.value()), MONTH);
        assertThat(customer.states()).contains(ONE + " sg-1 EXCEPTED -", OTHER + " sg-1 OPEN -", ONE + " sg-3 CLEAR -");
        // When
        customer.answer(OSCAR, Role.OPERATOR, id, "revoke")
                .then()
                .statusCode(200)
                .body("state", is("REVOKED"));
        // Then
        assertThat(customer.states()).contains(ONE + " sg-1 OPEN -", ONE + " sg-2 OPEN -");
        customer.get("posture")
                .body("counts.excepted", is(0))
                .body("counts.fail", is(6))
                .body("changes.reopened", is(2))
                .body("changes.excepted", is(2));
        customer.answer(ADA, Role.ADMIN, id, "revoke").then().statusCode(409);
    }

    @Test
    void ofTwoExceptionsTheOneThatEndsLastCountsAndTheOtherTakesOver() {
        // Given
        String soon = customer.inForce(Map.of("resource", "sg-1"), Duration.ofDays(5));
        String late = customer.inForce(ExceptedAccounts.check(), MONTH);
        customer.get("exceptions/" + late).body("findings", is(4)).body("taken", is(2));
        customer.get("exceptions/" + soon).body("findings", is(2)).body("taken", is(4));
        // When
        customer.answer(ADA, Role.ADMIN, late, "revoke").then().statusCode(200);
        // Then
        assertThat(customer.states()).contains(ONE + " sg-1 EXCEPTED -", ONE + " sg-2 OPEN -");
        customer.get("exceptions/" + soon).body("findings", is(4));
        customer.answer(ADA, Role.ADMIN, soon, "revoke").then().statusCode(200);
        assertThat(customer.states()).noneMatch(state -> state.contains("EXCEPTED"));
    }

    @Test
    void whatFailsLaterInTheScopeIsExceptedAtOnceAndWhatIsFixedIsResolved() {
        // Given
        customer.inForce(ExceptedAccounts.check(), MONTH);
        assertThat(customer.scan(ONE).rowsWritten()).as("nothing changed").isZero();
        // When
        var folded = customer.take(customer.run(ONE)
                .says(PORTS, "sg-1", GROUP, Status.PASS)
                .says(DEFAULT_GROUP, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.UNDETERMINED)
                .says(PORTS, "sg-3", GROUP, Status.FAIL)
                .says(PORTS, "sg-4", GROUP, Status.FAIL));
        // Then
        assertThat(folded.tally().opened()).isZero();
        assertThat(folded.tally().resolved()).isEqualTo(1);
        assertThat(customer.states())
                .contains(
                        ONE + " sg-1 RESOLVED FIXED",
                        ONE + " sg-2 EXCEPTED -",
                        ONE + " sg-3 EXCEPTED -",
                        ONE + " sg-4 EXCEPTED -");
        customer.get("posture?account=" + ONE)
                .body("counts.excepted", is(2))
                .body("counts.undetermined", is(1))
                .body("counts.fail", is(1));
        // and what fails again is excepted again
        customer.scan(ONE);
        assertThat(customer.states()).contains(ONE + " sg-1 EXCEPTED -", ONE + " sg-4 RESOLVED RESOURCE_GONE");
        assertThat(told()).doesNotContain(Transition.REOPENED);
    }

    @Test
    void aChangedTagMovesAResourceInAndOutAtTheNextScan() {
        // Given
        Map<String, Object> tag = Map.of("tag", Map.of("key", "team", "value", "data \"\u00e4\" \\"));
        customer.inForce(tag, MONTH);
        assertThat(customer.states()).noneMatch(state -> state.contains("EXCEPTED"));
        // When
        customer.take(tagged("data \"\u00e4\" \\"));
        // Then
        assertThat(customer.states()).contains(ONE + " sg-1 EXCEPTED -", ONE + " sg-2 OPEN -");
        customer.get("posture?account=" + ONE).body("counts.excepted", is(2));
        assertThat(customer.take(tagged("data \"\u00e4\" \\")).rowsWritten()).isZero();
        customer.take(tagged("Data"));
        assertThat(customer.states()).contains(ONE + " sg-1 OPEN -");
        customer.get("posture?account=" + ONE).body("counts.excepted", is(0));
    }

    private ScriptedRun tagged(String team) {
        return customer.run(ONE)
                .says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(DEFAULT_GROUP, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.FAIL)
                .says(PORTS, "sg-3", GROUP, Status.PASS)
                .tagged("sg-1", Map.of("team", team, "a,\"team", "data \"\u00e4\" \\"))
                .tagged("sg-2", Map.of("x,\"team", "data \"\u00e4\" \\", "note", "{\"team\":\"data\"}"));
    }

    @Test
    void theEndOpensTheFindingsByItself() {
        // Given
        String id = customer.inForce(ExceptedAccounts.check(), Duration.ofHours(1));
        String unanswered = customer.asked(ExceptedAccounts.check(), Duration.ofHours(1));
        assertThat(customer.states()).contains(ONE + " sg-1 EXCEPTED -");
        // When
        customer.pass(Duration.ofHours(1).plusSeconds(1));
        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> customer.state(id).equals("ENDED"));
        assertThat(customer.states()).contains(ONE + " sg-1 OPEN -", OTHER + " sg-2 OPEN -");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> customer.state(unanswered).equals("LAPSED"));
        customer.get("posture").body("counts.excepted", is(0)).body("counts.fail", is(6));
        assertThat(customer.strings("select action from audit order by seq"))
                .contains("exception.requested", "exception.approved", "exception.ended", "exception.lapsed");
        customer.answer(ADA, Role.ADMIN, unanswered, "approve").then().statusCode(409);
    }

    private List<Transition> told() {
        List<Transition> told = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.FINDING_CHANGED));
            int logged = Integer.parseInt(customer.strings("select count(*)::text from finding_transition")
                    .getFirst());
            await().atMost(Duration.ofSeconds(40)).until(() -> {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                    Event event = EventJson.read(record.value());
                    if (event instanceof FindingChanged changed
                            && changed.tenant().equals(customer.tenant)) told.add(changed.transition());
                });
                return told.size() >= logged;
            });
        }
        return told;
    }
}
