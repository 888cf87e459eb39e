package io.vigil.reports.workbench;

import static io.vigil.reports.workbench.AuditedCustomer.ANN;
import static io.vigil.reports.workbench.AuditedCustomer.ONE;
import static io.vigil.reports.workbench.AuditedCustomer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vigil.contracts.Status;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What belongs to which audit: nothing falls between two, nothing is in both, and what was signed off stays. */
@QuarkusTest
@OnStack
class AuditLifeIT {
    private static final int ROUNDS = Boolean.getBoolean("vigil.full") ? 40 : 8;

    @Inject
    AuditedCustomer customer;

    @Inject
    Gateway gateway;

    @Inject
    PlatformTransaction platform;

    @Inject
    DropOldAudits dropOldAudits;

    @Test
    void itHoldsOnlyWhatChangedOrCouldNotBeEvaluated() {
        // Given
        customer.scan(ONE, Status.FAIL, Status.UNDETERMINED, Status.PASS);
        customer.scan(OTHER, Status.PASS);
        // When
        String audit = customer.open();
        // Then
        assertThat(customer.items(audit, ONE))
                .containsExactlyInAnyOrder("sg-0 [CHANGED] [OPENED]", "sg-1 [NOT_EVALUATED] []");
        assertThat(customer.items(audit, OTHER)).isEmpty();
        JsonPath whole = customer.get("/" + audit);
        assertThat(whole.getList("parts.account")).containsExactly(ONE.value(), OTHER.value());
        assertThat(whole.getInt("number")).isEqualTo(1);
        assertThat(whole.getInt("accounts")).isEqualTo(2);
        assertThat(whole.getInt("unchanged")).isEqualTo(1);
        assertThat(whole.getInt("sums.changed")).isEqualTo(1);
        assertThat(whole.getInt("sums.notEvaluated")).isEqualTo(1);
        assertThat(whole.getString("opened.name")).isEqualTo(ANN);
        JsonPath one = customer.account(audit, ONE);
        assertThat(one.getString("items.find { it.resource == 'sg-0' }.was")).isEqualTo("CLEAR");
        assertThat(one.getString("items.find { it.resource == 'sg-0' }.title")).isNotBlank();
        assertThat(one.getString("items.find { it.resource == 'sg-1' }.reason")).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void whatChangesAfterTheSignOffBelongsToTheNextAudit() {
        // Given
        customer.scan(ONE, Status.FAIL);
        customer.scan(OTHER, Status.PASS);
        Instant before = Instant.now();
        String first = customer.open();
        customer.lookAndSign(ANN, first, ONE).then().statusCode(200);
        // When it was seen before the sign-off, and is taken over after it
        customer.scan(ONE, before, Status.PASS, Status.FAIL);
        customer.lookAndSign(ANN, first, OTHER).then().statusCode(200).body("signed.name", is(ANN));
        // Then
        assertThat(customer.items(first, ONE)).containsExactly("sg-0 [CHANGED] [OPENED]");
        String second = customer.open();
        assertThat(second).isNotEqualTo(first);
        assertThat(customer.items(second, ONE))
                .containsExactlyInAnyOrder("sg-0 [CHANGED] [FIXED]", "sg-1 [CHANGED] [OPENED]");
        assertThat(customer.get("/" + second).getInt("number")).isEqualTo(2);
    }

    @Test
    void whatChangesWhileAnAuditIsOpenIsInItFromTheNextLook() {
        // Given
        customer.scan(ONE, Status.FAIL);
        customer.scan(OTHER, Status.PASS);
        String audit = customer.open();
        int seen = customer.look(ANN, audit, ONE).path("revision");
        // When
        customer.scan(ONE, Status.PASS);
        // Then
        assertThat(customer.items(audit, ONE)).containsExactly("sg-0 [CHANGED] [OPENED]");
        customer.look(ANN, audit, ONE).then().statusCode(200).body("revision", is(seen + 1));
        assertThat(customer.items(audit, ONE)).containsExactly("sg-0 [CHANGED] [OPENED, FIXED]");
        customer.look(ANN, audit, ONE).then().statusCode(200).body("revision", is(seen + 1));
    }

    @Test
    void whatWasSignedOffAsItIsIsNotListedAgainUntilItIsSoAnew() {
        // Given
        customer.scan(ONE, Instant.now().minus(Duration.ofDays(2)), Status.FAIL, Status.UNDETERMINED);
        customer.scan(OTHER, Status.PASS);
        customer.sql("update finding set due_from = due_from - interval '400 days' where state = 'OPEN'");
        String first = customer.audited();
        assertThat(customer.items(first, ONE))
                .containsExactlyInAnyOrder("sg-0 [CHANGED, OVERDUE] [OPENED]", "sg-1 [NOT_EVALUATED] []");
        // When
        customer.scan(ONE, Status.FAIL, Status.UNDETERMINED);
        String second = customer.audited();
        // Then
        assertThat(customer.items(second, ONE)).isEmpty();
        // When it passes, and again could not be evaluated; and is given until another day, which is over too
        customer.scan(ONE, Status.FAIL, Status.PASS);
        customer.scan(ONE, Status.FAIL, Status.UNDETERMINED);
        customer.sql("update finding set due_from = due_from + interval '1 day' where state = 'OPEN'");
        // Then
        String third = customer.open();
        assertThat(customer.items(third, ONE))
                .containsExactlyInAnyOrder("sg-0 [OVERDUE] []", "sg-1 [NOT_EVALUATED] []");
    }

    @Test
    void anExceptionThatEndedIsLookedAt() {
        // Given
        customer.scan(ONE, Status.FAIL);
        customer.scan(OTHER, Status.PASS);
        String exceptions = "/tenants/" + customer.tenant + "/exceptions";
        String exception = gateway.as("oscar", Role.OPERATOR, customer.tenant)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "scope",
                        Map.of("check", ScriptedRun.PORTS.value()),
                        "reason",
                        "It is replaced in spring",
                        "control",
                        "Watched by the operators",
                        "endsAt",
                        Instant.now().plus(Duration.ofDays(30)).toString()))
                .post(exceptions)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        gateway.as("ada", Role.ADMIN, customer.tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("note", "Until spring"))
                .post(exceptions + "/" + exception + "/approve")
                .then()
                .statusCode(200);
        assertThat(customer.items(customer.audited(), ONE)).containsExactly("sg-0 [CHANGED] [OPENED, EXCEPTED]");
        // When
        customer.sql("update exception set ends_at = ends_at - interval '30 days'");
        platform.run(handle -> handle.execute(
                "update scheduled_tasks set execution_time = now() where task_name = 'exception' and task_instance like ?",
                customer.tenant + "/%"));
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> customer.strings("select state from finding where account = '" + ONE + "'"),
                        List.of("OPEN")::equals);
        // Then
        String next = customer.open();
        assertThat(customer.items(next, ONE)).containsExactly("sg-0 [EXPIRED] [REOPENED]");
        assertThat(customer.get("/" + next).getInt("sums.expired")).isEqualTo(1);
    }

    @Test
    void nothingFallsBetweenTwoAuditsWhileScansAreTakenOver() throws Exception {
        // Given
        customer.scan(ONE, Status.PASS);
        customer.scan(OTHER, Status.PASS);
        List<String> audits = new ArrayList<>();
        // When
        for (int round = 0; round < ROUNDS; round++) {
            Status status = round % 2 == 0 ? Status.FAIL : Status.PASS;
            together(
                    () -> {
                        customer.scan(ONE, status, status);
                        return null;
                    },
                    () -> {
                        customer.scan(OTHER, status);
                        return null;
                    },
                    () -> audits.add(customer.audited()));
        }
        audits.add(customer.audited());
        // Then
        assertThat(audits).doesNotHaveDuplicates();
        List<String> logged = customer.strings(
                "select finding_id || ' ' || count(*) from finding_transition group by finding_id order by 1");
        assertThat(customer.strings("""
                        select finding_id || ' ' || sum(cardinality(transitions)) from weekly_audit_item
                        where transitions <> '{}' group by finding_id order by 1
                        """)).isEqualTo(logged).hasSize(3);
        assertThat(customer.strings("select (sum(findings))::text from fleet_change where tenant_id = '%s'"
                        .formatted(customer.tenant)))
                .isEqualTo(customer.strings("select count(*)::text from finding_transition"));
    }

    @Test
    void whatIsSignedOffIsNeverChanged() {
        // Given
        customer.scan(ONE, Status.FAIL);
        customer.scan(OTHER, Status.PASS);
        String audit = customer.audited();
        // When, Then
        for (String change : List.of(
                "update weekly_audit set millis = 0",
                "delete from weekly_audit",
                "update weekly_audit_account set note = 'All well'",
                "delete from weekly_audit_account",
                "update weekly_audit_item set resource_name = 'another'",
                "delete from weekly_audit_item"))
            assertThatThrownBy(() -> customer.sql(change)).as(change).hasMessageContaining("does not change");
        customer.look(ANN, audit, ONE).then().statusCode(409).body("detail", containsString("signed off by " + ANN));
        customer.note(ANN, audit, ONE, 1, "Later").then().statusCode(409);
        customer.post(ANN, "/" + audit + "/unchanged", Map.of()).then().statusCode(409);
        customer.beat(ANN, audit, ONE).then().statusCode(409);
    }

    @Test
    void anAuditGoesWithItsRetentionButForTheNewest() {
        // Given
        customer.scan(ONE, Status.FAIL);
        customer.scan(OTHER, Status.PASS);
        String newest = customer.audited();
        copyAsOf("15 months");
        copyAsOf("12 months");
        assertThat(customer.get("").getList("items.number")).containsExactly(1, -12, -15);
        // When
        int dropped = dropOldAudits.drop();
        // Then
        assertThat(dropped).isPositive();
        assertThat(customer.get("").getList("items.number")).containsExactly(1, -12);
        assertThat(customer.items(newest, ONE)).hasSize(1);
        for (String table : List.of("weekly_audit_account", "weekly_audit_item", "fleet_audit"))
            assertThat(customer.strings("select distinct audit_id::text from " + table + " where tenant_id = '"
                            + customer.tenant + "'"))
                    .as(table)
                    .hasSize(2);
        assertThatThrownBy(() -> customer.sql("delete from weekly_audit_item"))
                .as("what is kept yet")
                .hasMessageContaining("does not change");
    }

    @Test
    void whoMayReadAuditsAndWhoAudits() {
        // Given
        customer.scan(ONE, Status.FAIL);
        // When, Then
        gateway.as(Role.VIEWER, customer.tenant).post(customer.at).then().statusCode(403);
        customer.post("service-account:x", "", Map.of())
                .then()
                .statusCode(403)
                .body("detail", containsString("a person"));
        assertThat(customer.get("").getList("items")).isEmpty();
        String audit = customer.open();
        gateway.as(Role.VIEWER, customer.tenant)
                .get(customer.at + "/" + audit + "/content")
                .then()
                .statusCode(403);
        gateway.as(Role.AUDITOR, customer.tenant)
                .get(customer.at + "/" + audit + "/content")
                .then()
                .statusCode(409)
                .body("detail", containsString("not signed off yet"));
        gateway.as(Role.AUDITOR, customer.tenant)
                .get(customer.at + "/" + audit + "/signature")
                .then()
                .statusCode(409);
    }

    @Test
    void withoutAnAccountThereIsNothingToAudit() {
        customer.post(ANN, "", Map.of()).then().statusCode(409).body("detail", containsString("connect one"));
        assertThat(customer.get("").getList("items")).isEmpty();
    }

    /** The newest audit once more, as if it had been signed off so long ago; its number says how long. */
    private void copyAsOf(String ago) {
        String id = UUID.randomUUID().toString();
        String number = "-" + ago.split(" ")[0];
        customer.sql("""
                insert into weekly_audit select (jsonb_populate_record(a, jsonb_build_object('audit_id', '%s', 'number', %s,
                  'signed_at', a.signed_at - interval '%s'))).* from weekly_audit a where a.number = 1
                """.formatted(id, number, ago));
        for (String table : List.of("weekly_audit_account", "weekly_audit_item"))
            customer.sql("""
                    insert into %1$s select (jsonb_populate_record(c, jsonb_build_object('audit_id', '%2$s'))).*
                    from %1$s c join weekly_audit a using (tenant_id, audit_id) where a.number = 1
                    """.formatted(table, id));
        customer.sql("""
                insert into fleet_audit select (jsonb_populate_record(f, jsonb_build_object('audit_id', '%s',
                  'signed_at', f.signed_at - interval '%s'))).*
                from fleet_audit f join weekly_audit a using (tenant_id, audit_id) where a.number = 1
                """.formatted(id, ago));
    }

    @SafeVarargs
    private static void together(Callable<Object>... acts) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> act : threads.invokeAll(List.of(acts))) act.get();
        }
    }
}
