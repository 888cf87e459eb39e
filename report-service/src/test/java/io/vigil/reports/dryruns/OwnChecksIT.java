package io.vigil.reports.dryruns;

import static io.vigil.reports.ScriptedRun.FRANKFURT;
import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.Retention;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantChanged;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's own check over the inventory of its last scan. */
@QuarkusTest
@OnStack
class OwnChecksIT {
    private static final String SOURCE = """
            title: Security groups say whose they are
            severity: high
            layer: network
            resource: aws.ec2.security-group
            when: resource.GroupName != "default"
            pass: resource.Tags.exists(tag, tag.Key == "owner")
            message: "{resource.GroupId} is nobody's."
            risk: Nobody answers for it.
            remediation: Tag it.
            """;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final CheckId id = OwnCheck.id(tenant, "groups-have-an-owner");
    private long version = 1;

    @BeforeEach
    void anInventory() {
        ScriptedRun run = ScriptedRun.of(tenant).says(PORTS, "sg-0", GROUP, Status.PASS);
        group(run, "sg-1", "web", List.of());
        group(run, "sg-2", "db", List.of(Map.of("Key", "owner", "Value", "me")));
        group(run, "sg-3", "default", List.of());
        group(run, "sg-4", "app", List.of(Map.of("Key", "team", "Value", "us")));
        run.records().forEach(takeReport::take);
        say(new TenantChanged(tenant, 1, "halden", "Halden", Retention.DEFAULT, Instant.EPOCH));
    }

    @Test
    void aDryRunCountsWhatItWouldHaveSaid() {
        dryRun(SOURCE, 1)
                .statusCode(200)
                .body("judged", is(5))
                .body("counts.fail", is(2))
                .body("counts.pass", is(1))
                .body("counts.notApplicable", is(1))
                .body("counts.undetermined", is(1))
                .body("summary", is("It would have failed 2 of 5 resources."))
                .body("complete", is(true))
                .body("examples", hasSize(1))
                .body("examples[0].status", is("FAIL"))
                .body("examples[0].message", containsString("is nobody's."));
        dryRun(SOURCE.replace("Tags.exists", "Tags.map"), 1)
                .statusCode(400)
                .body("faults[0].line", is(6))
                .body("faults[0].message", containsString("is not for own checks"));
        assertThat(states()).isEmpty();
        gateway.as(Role.VIEWER, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("source", SOURCE))
                .post("/tenants/{t}/checks/dry-run", tenant.toString())
                .then()
                .statusCode(403);
        gateway.as(Role.ADMIN, ScriptedRun.newTenant())
                .contentType(ContentType.JSON)
                .body(Map.of("source", SOURCE))
                .post("/tenants/{t}/checks/dry-run", tenant.toString())
                .then()
                .statusCode(404);
    }

    @Test
    void aDryRunOfAHostileCheckEnds() {
        // Given
        ScriptedRun run = ScriptedRun.of(tenant);
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) many.add(Map.of("Key", "key-" + i, "Value", "value"));
        group(run, "sg-8", "large", many);
        run.completeTypes().records().forEach(takeReport::take);
        String hostile = SOURCE.replace(
                "resource.Tags.exists(tag, tag.Key == \"owner\")",
                "resource.Tags.all(a, resource.Tags.all(b, resource.Tags.all(c, a.Key != b.Value)))");
        // When, Then
        dryRun(hostile, 5)
                .statusCode(200)
                .body("judged", is(6))
                .body("complete", is(true))
                .body("counts.undetermined", is(2))
                .body("examples.message", hasItem(containsString("it was stopped, since it takes")));
    }

    @Test
    void aPublishedCheckIsJudgedAtOnceOverTheInventory() {
        // When
        publish(EffectivePack.BASELINE.withOwnChecks(List.of(OwnCheck.of(id, SOURCE))));
        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states())
                        .containsExactly(
                                "sg-0 UNDETERMINED CLEAR",
                                "sg-1 FAIL OPEN",
                                "sg-2 PASS CLEAR",
                                "sg-3 NOT_APPLICABLE CLEAR",
                                "sg-4 FAIL OPEN"));
        findings("check=" + id + "&state=open")
                .body("total", is(2))
                .body("items.title", everyItem(is("Security groups say whose they are")))
                .body("items.layer", everyItem(is("network")));
        assertThat(count("select count(*) from finding_transition where check_id = '" + id + "'"))
                .isEqualTo(2);
        assertThat(count("select count(*) from rejudging")).isZero();
        findings("check=" + PORTS).body("total", is(1));
        // When
        publish(EffectivePack.BASELINE.withOwnChecks(
                List.of(OwnCheck.of(id, SOURCE.replace("\"owner\"", "\"team\"")))));
        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(states()).contains("sg-1 FAIL OPEN", "sg-2 FAIL OPEN", "sg-4 PASS RESOLVED"));
        gateway.as(Role.OPERATOR, tenant)
                .post("/tenants/{t}/checks/{c}/dry-run", tenant.toString(), "groups-have-an-owner")
                .then()
                .statusCode(200)
                .body("counts.fail", is(2));
        // When
        publish(EffectivePack.BASELINE);
        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(states()).contains("sg-1 NOT_APPLICABLE RESOLVED", "sg-2 NOT_APPLICABLE RESOLVED"));
        findings("state=open").body("total", is(0));
        gateway.as(Role.OPERATOR, tenant)
                .post("/tenants/{t}/checks/{c}/dry-run", tenant.toString(), id.value())
                .then()
                .statusCode(404);
    }

    @Test
    void aParameterThatThePackChangesIsJudgedAtOnceToo() {
        // Given
        ScriptedRun run = ScriptedRun.of(tenant);
        run.seen(
                "sg-9",
                GROUP,
                "open",
                FRANKFURT,
                Map.of(
                        "GroupId",
                        "sg-9",
                        "GroupName",
                        "open",
                        "IpPermissions",
                        List.of(Map.of(
                                "IpProtocol",
                                "tcp",
                                "FromPort",
                                2222,
                                "ToPort",
                                2222,
                                "IpRanges",
                                List.of(Map.of("CidrIp", "0.0.0.0/0"))))));
        run.completeTypes().records().forEach(takeReport::take);
        // When
        publish(new EffectivePack(
                List.of("vigil-baseline"),
                List.of(),
                Map.of(id, Map.of("port", 2222)),
                Map.of(),
                List.of(OwnCheck.of(id, """
                        title: The port is closed
                        severity: high
                        resource: aws.ec2.security-group
                        params: {port: 22}
                        pass: "!resource.IpPermissions.exists(rule, ports.cover(rule.FromPort, rule.ToPort, [params.port]))"
                        message: "{resource.GroupId} is open."
                        """))));
        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states()).contains("sg-9 FAIL OPEN", "sg-1 PASS CLEAR"));
    }

    private static void group(ScriptedRun run, String id, String name, List<Object> tags) {
        run.seen(id, GROUP, name, FRANKFURT, Map.of("GroupId", id, "GroupName", name, "Tags", tags));
    }

    private ValidatableResponse dryRun(String source, int examples) {
        return gateway.as(Role.OPERATOR, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("source", source))
                .post("/tenants/{t}/checks/dry-run?examples=" + examples, tenant.toString())
                .then();
    }

    private ValidatableResponse findings(String query) {
        return gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/findings?" + query)
                .then()
                .statusCode(200);
    }

    private void publish(EffectivePack pack) {
        say(new PackPublished(tenant, ++version, new PackDigest(EventJson.digest(pack)), pack, Instant.EPOCH));
    }

    private void say(Event event) {
        String topic = event instanceof PackPublished ? Topics.PACK_PUBLISHED : Topics.TENANT_CHANGED;
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, event.key(), EventJson.write(event)));
        }
    }

    private List<String> states() {
        return tenants.call(
                tenant,
                handle -> handle.createQuery("""
                                select resource || ' ' || status || ' ' || state from finding where check_id = :check order by 1
                                """)
                        .bind("check", id.value())
                        .mapTo(String.class)
                        .list());
    }

    private long count(String sql) {
        return tenants.call(
                tenant, handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
