package io.vigil.reports.exports;

import static io.vigil.reports.ScriptedRun.DEFAULT_GROUP;
import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static io.vigil.reports.ScriptedRun.VOLUMES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.findings.FindingFilter;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class ExportIT {
    private static final String OTHER = "444455556666";

    @Inject
    Gateway gateway;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    @Inject
    ReadAudit audit;

    private final TenantId tenant = ScriptedRun.newTenant();

    @BeforeEach
    void findings() {
        tenants.run(
                tenant,
                handle -> handle.execute(
                        "insert into tenant_directory (tenant_id, slug, name, revision) values (?, 'hal\"den', 'Halden', 1)",
                        tenant.value()));
        take(ScriptedRun.of(tenant)
                .says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.PASS)
                .says(PORTS, "sg-3", GROUP, Status.UNDETERMINED)
                .says(DEFAULT_GROUP, "sg-1", GROUP, Status.FAIL)
                .says(VOLUMES, "vol-1", VOLUME, Status.NOT_APPLICABLE));
        ScriptedRun other = new ScriptedRun(tenant, new AccountId(OTHER))
                .in("eu-north-1")
                .at(Instant.now().minus(Duration.ofDays(100)));
        take(other.says(VOLUMES, "vol-9", VOLUME, Status.FAIL).says(PORTS, "sg-1", GROUP, Status.FAIL));
        // one is mended, another vanishes
        take(new ScriptedRun(tenant, new AccountId(OTHER))
                .in("eu-north-1")
                .at(Instant.now().plusSeconds(5))
                .says(VOLUMES, "vol-9", VOLUME, Status.PASS));
        tenants.run(tenant, handle -> handle.execute("""
                insert into finding_assignee
                select tenant_id, finding_id, 'user-1', '=Ida', now(), 'Ida' from finding where tenant_id = ? and resource = 'sg-1'
                """, tenant.value()));
    }

    private void take(ScriptedRun run) {
        run.records().forEach(takeReport::take);
    }

    /** By every key that a list is filtered by, so that a new one is tried here before it can be forgotten. */
    @Test
    void holdsExactlyWhatTheListShows() throws JsonProcessingException {
        // Given
        Map<String, List<String>> asked = Map.ofEntries(
                Map.entry("state", List.of("open", "resolved,clear")),
                Map.entry("status", List.of("pass", "fail,undetermined")),
                Map.entry("resolution", List.of("fixed", "resource_gone,decided_out")),
                Map.entry("severity", List.of("medium", "high,critical")),
                Map.entry("layer", List.of("network", "workload")),
                Map.entry("check", List.of(PORTS.value())),
                Map.entry("account", List.of(OTHER)),
                Map.entry("region", List.of("eu-north-1")),
                Map.entry("owner", List.of("customer", "partner,aws")),
                Map.entry("exception", List.of(UUID.randomUUID().toString())),
                Map.entry("assignee", List.of("me", "none", "somebody-else")),
                Map.entry("overdue", List.of("true", "false")),
                Map.entry("q", List.of("SG-1", "%25")));
        Set<String> keys = Arrays.stream(FindingFilter.class.getDeclaredFields())
                .map(field -> field.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(asked.keySet())).isEqualTo(keys);
        List<String> queries = new ArrayList<>(List.of("", "state=open&severity=high&account=" + OTHER));
        asked.forEach((key, values) -> values.forEach(value -> queries.add(key + "=" + value)));
        List<Integer> sizes = new ArrayList<>();
        for (String query : queries) {
            // When
            List<String> listed = gateway.as(Role.VIEWER, tenant)
                    .get("/tenants/" + tenant + "/findings?limit=500&" + query)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items.id");
            // Then
            assertThat(exported("ndjson", query)).as(query).isEqualTo(listed);
            assertThat(exported("ocsf", query)).as(query).isEqualTo(listed);
            assertThat(exported("asff", query)).as(query).containsExactlyInAnyOrderElementsOf(listed);
            sizes.add(listed.size());
        }
        assertThat(new TreeSet<>(sizes)).as("the filters tell findings apart").hasSizeGreaterThan(3);
    }

    private List<String> exported(String format, String query) throws JsonProcessingException {
        List<String> ids = new ArrayList<>();
        for (String line : file(format, query).asString().lines().toList()) {
            JsonNode json = EventJson.MAPPER.readTree(line);
            switch (format) {
                case "ndjson" -> ids.add(json.path("id").asText());
                case "ocsf" -> ids.add(json.at("/finding_info/uid").asText());
                default ->
                    json.path("Findings")
                            .forEach(finding ->
                                    ids.add(finding.path("Id").asText().replace("vigil/", "")));
            }
        }
        return ids;
    }

    private Response file(String format, String query) {
        return gateway.as(Role.AUDITOR, tenant)
                .get("/tenants/" + tenant + "/findings/export?format=" + format + "&" + query)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    @Test
    void isAFileWithANameAndALineInTheTrail() throws Exception {
        for (ExportFormat format : ExportFormat.values()) {
            // When
            Response answer = file(format.word(), "state=open&q=sg");
            // Then
            assertThat(answer.contentType()).isEqualTo(format.mediaType());
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Disposition"))
                    .matches("attachment; filename=\"vigil-findings-hal-den-[0-9]{8}T[0-9]{6}Z\\."
                            + format.extension().replace(".", "\\.") + "\"");
            assertThat(audit.newest(tenant, 1)).singleElement().satisfies(entry -> {
                assertThat(entry.action()).isEqualTo("findings.exported");
                assertThat(entry.subject()).isEqualTo(format.word());
                assertThat(entry.detail()).contains("q=sg&state=open");
            });
        }
        Workbook book = Workbook.read(file("xlsx", "state=open").asByteArray());
        assertThat(book.cells(1).stream().filter(cell -> cell.at().matches("J[0-9]+")))
                .extracting(Workbook.Cell::value)
                .containsExactlyInAnyOrder("resource", "sg-1", "sg-1");
    }

    @Test
    void refusesBeforeTheFirstByteWhatItDoesNotKnow() {
        for (String query : List.of("format=pdf", "format=CSV", "format=csv&severity=worst", "format=csv&account=1"))
            gateway.as(Role.AUDITOR, tenant)
                    .get("/tenants/" + tenant + "/findings/export?" + query)
                    .then()
                    .statusCode(400);
        assertThat(audit.newest(tenant, 1)).isEmpty();
        gateway.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/findings/export?format=xlsx")
                .then()
                .statusCode(403);
    }
}
