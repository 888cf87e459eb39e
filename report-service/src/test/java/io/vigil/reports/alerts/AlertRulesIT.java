package io.vigil.reports.alerts;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.channels.Receiver;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules tell, and that they tell it once. */
@QuarkusTest
@OnStack
class AlertRulesIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String IN_PRODUCTION =
            "change in ['opened', 'reopened'] && severity == 'high' && tags.env == 'production'";

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction transaction;

    @Inject
    SendDigests sendDigests;

    @Inject
    WatchTimes watchTimes;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void shut() {
        receiver.close();
    }

    @Test
    void whatAFilterWantsIsToldOnceToEachChannelHoweverOftenItIsScanned() {
        // Given
        rule(Map.of("filter", IN_PRODUCTION, "channels", List.of(channel("/one"), channel("/other"))));
        ScriptedRun first = scan("sg-1", "sg-2").tagged("sg-1", Map.of("env", "production"));
        // When
        take(first);
        take(first);
        take(scan("sg-1", "sg-2").tagged("sg-1", Map.of("env", "production")));
        take(scan("sg-1", "sg-2", "sg-3")
                .tagged("sg-1", Map.of("env", "production"))
                .tagged("sg-3", Map.of("env", "production")));
        // Then
        for (String path : List.of("/one", "/other")) {
            await().atMost(SOON).until(() -> told(path).size() == 2);
            assertThat(told(path)).extracting(event -> event.get("resource")).containsExactlyInAnyOrder("sg-1", "sg-3");
        }
        await().atMost(SOON).until(() -> acts() == 0);
        assertThat(receiver.calls()).hasSize(4);
        JsonPath body = new JsonPath(receiver.calls().getFirst().body());
        assertThat(body.getString("type")).isEqualTo("alert.findings");
        assertThat(body.getString("data.title")).isEqualTo("New ones: a finding changed");
        assertThat(body.getString("data.rule.name")).isEqualTo("New ones");
        assertThat(body.getMap("data.events[0]"))
                .containsEntry("change", "opened")
                .containsEntry("severity", "high")
                .containsEntry("check", PORTS.value())
                .containsEntry("account", "111122223333");
    }

    @Test
    void whatWasBeforeTheRuleDoesNotConcernIt() {
        // Given
        take(scan("sg-old"));
        rule(Map.of());
        // When
        take(scan("sg-old", "sg-new"));
        // Then
        await().atMost(SOON).until(() -> told("/hook").size() == 1);
        assertThat(told("/hook").getFirst()).containsEntry("resource", "sg-new");
    }

    @Test
    void whatIsTooMuchForOneMessageIsToldInParts() {
        // Given
        rule(Map.of());
        String[] groups = IntStream.range(0, 90).mapToObj(i -> "sg-" + i).toArray(String[]::new);
        // When
        take(scan(groups));
        // Then
        await().atMost(SOON).until(() -> told("/hook").size() == 90);
        assertThat(receiver.calls()).hasSize(3).allSatisfy(call -> {
            JsonPath body = new JsonPath(call.body());
            assertThat(body.getInt("data.parts")).isEqualTo(3);
            assertThat(body.getString("data.title")).contains("90 findings changed");
        });
        assertThat(told("/hook")).extracting(event -> event.get("resource")).containsExactlyInAnyOrder((Object[])
                groups);
    }

    @Test
    void aDigestTellsEverythingTogetherWhenItIsDueAndNothingWhenThereIsNothing() {
        // Given
        JsonPath rule = rule(Map.of("digestHour", 7, "zone", "Europe/Oslo"));
        UUID id = UUID.fromString(rule.getString("id"));
        Instant next = Instant.parse(rule.getString("nextDigest"));
        assertThat(next).isAfter(Instant.now());
        assertThat(next.atZone(ZoneId.of("Europe/Oslo")).getHour()).isEqualTo(7);
        take(scan("sg-1"));
        take(scan("sg-1", "sg-2"));
        await().atMost(SOON).until(() -> untold() == 2);
        assertThat(receiver.calls()).isEmpty();
        // When
        assertThat(sendDigests.send(tenant, id)).contains(next);
        sendDigests.send(tenant, id);
        // Then
        await().atMost(SOON).until(() -> told("/hook").size() == 2);
        take(scan("sg-1", "sg-2", "sg-3"));
        await().atMost(SOON).until(() -> untold() == 1);
        sendDigests.send(tenant, id);
        await().atMost(SOON).until(() -> told("/hook").size() == 3);
        assertThat(receiver.calls()).hasSize(2);
    }

    @Test
    void anExceptionThatEndsSoonIsToldOnce() {
        // Given
        take(scan("sg-1", "sg-2"));
        rule(Map.of("trigger", "EXCEPTION_ENDS", "filter", "findings > 0 && resource.startsWith('sg-')"));
        String soon = except("sg-1", Duration.ofDays(6));
        except("sg-2", Duration.ofDays(9));
        // When
        watchTimes.watch(tenant);
        watchTimes.watch(tenant);
        // Then
        await().atMost(SOON).until(() -> told("/hook").size() == 1);
        assertThat(told("/hook").getFirst())
                .containsEntry("change", "exceptionEnds")
                .containsEntry("exception", soon)
                .containsEntry("title", "An exception for 1 finding ends");
        assertThat(untold()).isZero();
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void anAccountThatNobodyScansIsToldOnceAndAgainWhenItHappensAgain() {
        // Given
        transaction.run(
                tenant,
                handle -> handle.execute(
                        "insert into account values (?, '111122223333', 'Quiet', '{}', true, 1)", tenant.value()));
        rule(Map.of("trigger", "ACCOUNT_NOT_SCANNED", "hours", 48));
        take(scan("sg-1").at(Instant.now().minus(Duration.ofHours(60))));
        // When
        watchTimes.watch(tenant);
        watchTimes.watch(tenant);
        await().atMost(SOON).until(() -> told("/hook").size() == 1);
        take(scan("sg-1").at(Instant.now().minus(Duration.ofHours(50))));
        watchTimes.watch(tenant);
        await().atMost(SOON).until(() -> told("/hook").size() == 2);
        take(scan("sg-1"));
        watchTimes.watch(tenant);
        // Then
        assertThat(told("/hook"))
                .extracting(event -> event.get("title"))
                .containsExactly("An account was not scanned for 60 hours", "An account was not scanned for 50 hours");
        assertThat(untold()).isZero();
        assertThat(receiver.calls()).hasSize(2);
    }

    @Test
    void aPreviewSaysWhatARuleWouldHaveToldAndTellsNothing() {
        // Given
        take(scan("sg-1", "sg-2").tagged("sg-1", Map.of("env", "production")));
        // When, Then
        admin().body(Map.of("trigger", "FINDING_CHANGED", "filter", IN_PRODUCTION))
                .post(at("/preview"))
                .then()
                .statusCode(200)
                .body("matched", is(1))
                .body("looked", is(2))
                .body("complete", is(true))
                .body("examples[0].resource", is("sg-1"));
        admin().body(Map.of("trigger", "EXCEPTION_ENDS"))
                .post(at("/preview"))
                .then()
                .statusCode(200)
                .body("matched", is(0));
        assertThat(receiver.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filter     | severty == 'high'      | line 1 column 1
            filter     | severity               | must be true or false
            filter     | tags.map(t, t) == []   | is not for
            zone       | Nowhere/Else           | is no IANA time zone
            trigger    | SUN_RISES              | is none of
            digestHour | 24                     | 23
            hours      | 0                      | 1
            """)
    void whatCannotBeUsedIsRefused(String field, String value, String problem) {
        Map<String, Object> asked = asked(Map.of("channels", List.of(channel("/hook"))));
        asked.put(field, value.matches("\\d+") ? Integer.valueOf(value) : value);
        admin().body(asked).post(at("")).then().statusCode(400).body("detail", containsString(problem));
    }

    @Test
    void aRuleTellsOnlyChannelsThatThereAre() {
        admin().body(asked(Map.of("channels", List.of(UUID.randomUUID().toString()))))
                .post(at(""))
                .then()
                .statusCode(400)
                .body("detail", containsString("is no channel"));
        // a channel that is ended leaves its rules
        String ended = channel("/ended");
        String id = rule(Map.of("channels", List.of(ended, channel("/hook")))).getString("id");
        admin().delete("/tenants/" + tenant + "/channels/" + ended).then().statusCode(204);
        admin().get(at("/" + id)).then().statusCode(200).body("channels.size()", is(1));
        take(scan("sg-1"));
        await().atMost(SOON).until(() -> told("/hook").size() == 1);
        assertThat(told("/ended")).isEmpty();
    }

    private ScriptedRun scan(String... groups) {
        ScriptedRun run = ScriptedRun.of(tenant);
        for (String group : groups) run.says(PORTS, group, GROUP, Status.FAIL);
        return run;
    }

    private void take(ScriptedRun run) {
        run.records().forEach(takeReport::take);
    }

    private RequestSpecification admin() {
        return gateway.as(Role.ADMIN, tenant).contentType(ContentType.JSON);
    }

    private String at(String path) {
        return "/tenants/" + tenant + "/alert-rules" + path;
    }

    private String channel(String path) {
        return admin().body(Map.of("kind", "WEBHOOK", "name", "Hook", "url", receiver.url(path)))
                .post("/tenants/" + tenant + "/channels")
                .then()
                .statusCode(201)
                .extract()
                .path("channel.id");
    }

    private JsonPath rule(Map<String, Object> otherwise) {
        Map<String, Object> asked = asked(otherwise);
        asked.computeIfAbsent("channels", none -> List.of(channel("/hook")));
        return admin().body(asked).post(at("")).then().statusCode(201).extract().jsonPath();
    }

    private static Map<String, Object> asked(Map<String, Object> otherwise) {
        Map<String, Object> asked = new HashMap<>(Map.of("name", "New ones", "trigger", "FINDING_CHANGED"));
        asked.putAll(otherwise);
        return asked;
    }

    /** Asked for by one and approved by another. */
    private String except(String resource, Duration life) {
        String id = gateway.as("oscar", Role.OPERATOR, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "scope",
                        Map.of("resource", resource),
                        "reason",
                        "It is replaced in spring",
                        "control",
                        "Watched by the operators",
                        "endsAt",
                        Instant.now().plus(life).toString()))
                .post("/tenants/" + tenant + "/exceptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        admin().post("/tenants/" + tenant + "/exceptions/" + id + "/approve")
                .then()
                .statusCode(200);
        return id;
    }

    /** Events of all messages to a path, in the order in which they came. */
    private List<Map<String, Object>> told(String path) {
        List<Map<String, Object>> events = new ArrayList<>();
        receiver.calls().stream()
                .filter(call -> call.path().equals(path))
                .forEach(call -> events.addAll(new JsonPath(call.body()).getList("data.events")));
        return events;
    }

    private int acts() {
        return count("select count(*) from alert_act");
    }

    private int untold() {
        return count("select count(*) from alert_match where delivery_id is null");
    }

    private int count(String query) {
        return transaction.call(
                tenant, handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }
}
