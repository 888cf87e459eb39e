package io.vigil.tenants.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.AuditChain;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.AuditExport;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnRealParts
class AuditResourceIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    TenantTransaction transaction;

    @Inject
    AuditTrail trail;

    @Inject
    ReadAudit audit;

    private TenantId tenant;

    @BeforeEach
    void aTenantWithATrail() {
        tenant = world.tenant();
        for (int i = 0; i < 6; i++)
            append("user-" + i % 2, i % 2 == 0 ? "Ida Moss" : "Bo", "account.connected", "a" + i);
        append("user-9", "=HYPERLINK(\"http://x\")", "pack.published", "\t=1+1");
    }

    @Test
    void isListedNewestFirstPageByPage() {
        // When
        var first = list("?limit=5").statusCode(200).extract().jsonPath();
        var second = list("?limit=5&before=" + first.getLong("next"))
                .statusCode(200)
                .extract()
                .jsonPath();
        // Then
        assertThat(first.getList("items.seq")).containsExactly(8, 7, 6, 5, 4);
        assertThat(second.getList("items.seq")).containsExactly(3, 2, 1);
        assertThat((Object) second.get("next")).isNull();
        assertThat(first.getLong("head.seq")).isEqualTo(8);
        assertThat(first.getString("head.hash")).isEqualTo(first.getString("items[0].hash"));
    }

    @Test
    void isFilteredByActorActionAndTime() {
        list("?actor=user-1").body("items.size()", is(3)).body("next", nullValue());
        list("?actor=ida").body("items.size()", is(3)).body("items[0].actorName", is("Ida Moss"));
        list("?actor=%25").body("items.size()", is(0));
        list("?action=account").body("items.size()", is(6));
        list("?action=account.connected&actor=user-0").body("items.size()", is(3));
        list("?action=acc").body("items.size()", is(0));
        list("?from=2999-01-01T00:00:00Z").body("items.size()", is(0));
        list("?until=2999-01-01T00:00:00Z&from=2020-01-01T00:00:00Z").body("items.size()", is(8));
        list("?from=yesterday").statusCode(400).body("detail", containsString("from: 'yesterday' is no time"));
        list("?limit=0").statusCode(400);
        list("?before=0").statusCode(400);
        list("?actor=" + "x".repeat(300)).statusCode(400);
    }

    @Test
    void isExportedSoThatItCanBeVerifiedWithoutUs() throws JsonProcessingException {
        // When
        String file = export("ndjson", Role.AUDITOR).statusCode(200).extract().asString();
        // Then
        List<String> lines = file.lines().toList();
        AuditChain chain = new AuditChain();
        for (String line : lines.subList(0, lines.size() - 1))
            assertThat(chain.next(EventJson.MAPPER.readValue(line, AuditEntry.class)))
                    .isEmpty();
        AuditExport closing = EventJson.MAPPER.readValue(lines.getLast(), AuditExport.class);
        assertThat(lines.getLast()).startsWith("{\"format\":\"" + AuditExport.FORMAT + "\"");
        assertThat(closing.head()).isEqualTo(chain.last());
        assertThat(closing.whole()).isTrue();
        assertThat(audit.newest(tenant, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("audit.exported");
            assertThat(entry.actor()).isEqualTo("AUDITOR-subject");
        });
    }

    @Test
    void isExportedForASpreadsheetThatMustNotRunIt() {
        // When
        String file = export("csv", Role.ADMIN).statusCode(200).extract().asString();
        // Then
        assertThat(file.lines()).hasSize(10);
        assertThat(file).contains("\"'=HYPERLINK(\"\"http://x\"\")\"").contains("'\t=1+1");
        export("xlsx", Role.ADMIN).statusCode(400).body("detail", is("format 'xlsx' is none of ndjson, csv"));
    }

    @Test
    void isOfNoUseToWhoMayOnlyWorkOrLook() {
        for (Role role : List.of(Role.VIEWER, Role.OPERATOR)) {
            callers.as(role, tenant).get(path("")).then().statusCode(403);
            export("csv", role).statusCode(403);
        }
        callers.as(Role.AUDITOR, world.tenant()).get(path("")).then().statusCode(404);
    }

    @Test
    void readsOfTheProvidersStaffAreWrittenDownBeforeTheyAreAnswered() {
        // Given
        String account = world.account(tenant).value();
        // When
        callers.as(Role.MSP_ADMIN, tenant)
                .get("/tenants/" + tenant + "/accounts/" + account + "?x=1")
                .then()
                .statusCode(200);
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/accounts/" + account)
                .then()
                .statusCode(200);
        // Then
        assertThat(audit.newest(tenant, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("tenant.read");
            assertThat(entry.actor()).isEqualTo("MSP_ADMIN-subject");
            assertThat(entry.role()).isEqualTo("MSP_ADMIN");
            assertThat(entry.subject()).isEqualTo("/accounts/" + account);
            assertThat(entry.detail()).isEqualTo("{\"query\":\"x=1\"}");
        });
    }

    @Test
    void whatTheProviderReadsOverAllTenantsIsInItsOwnTrail() {
        // When
        callers.provider(Role.MSP_VIEWER).get("/tenants").then().statusCode(200);
        // Then
        callers.provider(Role.MSP_ADMIN)
                .get("/msp/audit?action=fleet.read&actor=MSP_VIEWER-subject&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].subject", is("/tenants"))
                .body("items[0].tenant", is(AuditTrail.PROVIDER.toString()));
        callers.provider(Role.MSP_ANALYST).get("/msp/audit").then().statusCode(403);
        callers.as(Role.ADMIN, tenant).get("/msp/audit").then().statusCode(403);
    }

    private void append(String subject, String name, String action, String what) {
        transaction.run(
                tenant,
                handle -> trail.append(
                        handle,
                        tenant,
                        new Caller(subject, Optional.of(tenant), Role.ADMIN, name),
                        action,
                        what,
                        Map.of()));
    }

    private ValidatableResponse list(String query) {
        return callers.as(Role.AUDITOR, tenant)
                .urlEncodingEnabled(false)
                .get(path(query))
                .then();
    }

    private ValidatableResponse export(String format, Role role) {
        return callers.as(role, tenant).get(path("/export?format=" + format)).then();
    }

    private String path(String below) {
        return "/tenants/" + tenant + "/audit/tenants" + below;
    }
}
