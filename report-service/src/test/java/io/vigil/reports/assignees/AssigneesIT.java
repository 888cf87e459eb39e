package io.vigil.reports.assignees;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.TenantServiceDouble.NADIA_OF_THE_PROVIDER;
import static io.vigil.reports.TenantServiceDouble.OLE;
import static io.vigil.reports.TenantServiceDouble.OLES_ADDRESS;
import static io.vigil.reports.TenantServiceDouble.VERA;
import static io.vigil.reports.TenantServiceDouble.VERAS_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MemberRemoved;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.TenantServiceDouble;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Findings are given to people, one by one and by filter, and taken back when somebody is removed. */
@QuarkusTest
@OnStack
class AssigneesIT {
    private static final int FINDINGS = 3;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    @Inject
    PlatformTransaction platform;

    private final TenantId tenant = ScriptedRun.newTenant();
    private final String findings = "/tenants/" + tenant + "/findings";

    @BeforeEach
    void someOpenFindings() {
        fail(FINDINGS);
    }

    @Test
    void whoWorksOnItIsShownFoundAndExported() {
        // When
        assign(id(0), VERA).then().statusCode(204);
        assign(id(1), OLE).then().statusCode(204);
        // Then
        assertThat(get(findings + "/" + id(0)).getString("assignee.name")).isEqualTo(VERAS_ADDRESS);
        assertThat(names("assignee=" + VERA)).containsExactly("sg-000");
        assertThat(names("assignee=none")).containsExactly("sg-002");
        assertThat(names("assignee=none," + OLE)).containsExactlyInAnyOrder("sg-001", "sg-002");
        JsonPath mine = as(VERA, Role.VIEWER).get(findings + "?assignee=me").jsonPath();
        assertThat(mine.getList("items.resource")).containsExactly("sg-000");
        assertThat(as(VERA, Role.AUDITOR)
                        .get(findings + "/export?format=csv&assignee=me")
                        .asString()
                        .lines())
                .hasSize(2)
                .last()
                .asString()
                .contains(VERAS_ADDRESS);
        assertThat(as(VERA, Role.AUDITOR)
                        .get(findings + "/export?format=ndjson")
                        .asString())
                .contains("\"assignee\":{\"subject\":\"" + OLE + "\",\"name\":\"" + OLES_ADDRESS + "\"}");
    }

    @Test
    void itIsTakenBackAndTheSameAgainChangesNothing() {
        // Given
        assign(id(0), VERA).then().statusCode(204);
        assign(id(0), VERA).then().statusCode(204);
        // When
        as(OLE, Role.OPERATOR)
                .delete(findings + "/" + id(0) + "/assignee")
                .then()
                .statusCode(204);
        as(OLE, Role.OPERATOR)
                .delete(findings + "/" + id(0) + "/assignee")
                .then()
                .statusCode(204);
        // Then
        assertThat(names("assignee=none")).hasSize(FINDINGS);
        assertThat(audited()).containsExactly("finding.assigned", "finding.unassigned");
    }

    @Test
    void onlySomebodyWhoIsInsideCanBeGivenAFinding() {
        assign(id(0), TenantServiceDouble.MIA_OUTSIDE).then().statusCode(400);
        assign(id(0), "somebody-of-another-customer").then().statusCode(400);
        assign(id(0), " ").then().statusCode(400);
        assign(UUID.randomUUID().toString(), VERA).then().statusCode(404);
        as(VERA, Role.VIEWER)
                .body(Map.of("subject", VERA))
                .put(findings + "/" + id(0) + "/assignee")
                .then()
                .statusCode(403);
        // by a grant
        assign(id(0), NADIA_OF_THE_PROVIDER).then().statusCode(204);
        assertThat(get(findings + "/" + id(0)).getString("assignee.name")).isEqualTo("Nadia");
        // oneself
        as(OLE, Role.OPERATOR)
                .body(Map.of("subject", "me"))
                .put(findings + "/" + id(0) + "/assignee")
                .then()
                .statusCode(204);
        assertThat(get(findings + "/" + id(0)).getString("assignee.subject")).isEqualTo(OLE);
    }

    @Test
    void allThatMatchAreGivenAndTakenAtOnce() {
        // Given
        assign(id(0), OLE).then().statusCode(204);
        // When
        int given = many("state=open&q=sg-00", VERA)
                .then()
                .statusCode(200)
                .extract()
                .path("changed");
        // Then
        assertThat(given).isEqualTo(FINDINGS);
        assertThat(names("assignee=" + VERA)).hasSize(FINDINGS);
        assertThat(many("assignee=" + VERA + "&q=sg-001", "none")
                        .path("changed")
                        .toString())
                .isEqualTo("1");
        assertThat(names("assignee=none")).containsExactly("sg-001");
        assertThat(audited()).containsExactly("finding.assigned", "findings.assigned", "findings.unassigned");
        many("state=everything", VERA).then().statusCode(400);
        many("state=open", "").then().statusCode(400);
    }

    @Test
    void moreThanTheMostAreLeftAsTheyAre() {
        // Given
        fail(AssignFindings.MOST + 1);
        // When
        Response refused = many("state=open", VERA);
        // Then
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.path("detail").toString()).contains("more than 1,000 findings match");
        assertThat(get(findings + "?assignee=none").getInt("total")).isEqualTo(AssignFindings.MOST + 1);
        assertThat(many("state=open&q=sg-0", VERA).path("changed").toString()).isEqualTo("100");
    }

    @Test
    void whoIsRemovedWorksOnNothingAnyMore() {
        // Given
        assign(id(0), VERA).then().statusCode(204);
        assign(id(1), OLE).then().statusCode(204);
        // When
        tell(new MemberRemoved(tenant, VERA, Instant.now()));
        // Then
        await().untilAsserted(() -> assertThat(names("assignee=none")).containsExactly("sg-000", "sg-002"));
        assertThat(audited()).containsExactly("finding.assigned", "finding.assigned", "findings.unassigned");
    }

    @Test
    void whoCameBackKeepsWhatWasGivenSince() {
        // Given
        Instant removed = Instant.now().minusSeconds(5);
        assign(id(0), VERA).then().statusCode(204);
        assign(id(1), OLE).then().statusCode(204);
        // When
        tell(new MemberRemoved(tenant, VERA, removed));
        tell(new MemberRemoved(tenant, OLE, Instant.now()));
        // Then
        await().untilAsserted(() -> assertThat(names("assignee=none")).containsExactly("sg-001", "sg-002"));
    }

    @Test
    void somebodyOfTheProviderIsTakenOutEverywhere() {
        // Given
        platform.run(handle -> handle.execute(
                "insert into tenant_directory values (?, ?, 'C', 1) on conflict do nothing",
                tenant.value(),
                "c-" + tenant));
        assign(id(0), NADIA_OF_THE_PROVIDER).then().statusCode(204);
        // When
        tell(new MemberRemoved(null, NADIA_OF_THE_PROVIDER, Instant.now()));
        // Then
        await().untilAsserted(() -> assertThat(names("assignee=none")).hasSize(FINDINGS));
    }

    private void fail(int resources) {
        ScriptedRun run = ScriptedRun.of(tenant);
        for (int i = 0; i < resources; i++) run.says(PORTS, "sg-%03d".formatted(i), GROUP, Status.FAIL);
        run.records().forEach(takeReport::take);
    }

    private void tell(MemberRemoved removed) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.MEMBER_REMOVED, removed.key(), EventJson.write(removed)));
        }
    }

    private String id(int finding) {
        return get(findings + "?q=sg-%03d".formatted(finding)).getString("items[0].id");
    }

    private Response assign(String finding, String to) {
        return as(OLE, Role.OPERATOR).body(Map.of("subject", to)).put(findings + "/" + finding + "/assignee");
    }

    private Response many(String filter, String to) {
        return as(OLE, Role.OPERATOR).body(Map.of("subject", to)).post(findings + "/assign?" + filter);
    }

    private RequestSpecification as(String who, Role role) {
        return gateway.as(who, role, tenant).contentType(ContentType.JSON);
    }

    private List<String> names(String query) {
        return get(findings + "?limit=500&" + query).<String>getList("items.resource").stream()
                .sorted()
                .toList();
    }

    private JsonPath get(String path) {
        return gateway.as(Role.VIEWER, tenant)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> audited() {
        return tenants.call(
                tenant,
                handle -> handle.createQuery("select action from audit where action like 'finding%' order by seq")
                        .mapTo(String.class)
                        .list());
    }
}
