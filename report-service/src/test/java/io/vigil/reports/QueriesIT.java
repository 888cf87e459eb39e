package io.vigil.reports;

import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be, in a query, is no missing thing: it is said which parameter it is. */
@QuarkusTest
@OnStack
class QueriesIT {
    @Inject
    Gateway gateway;

    private final TenantId tenant = ScriptedRun.newTenant();

    @ParameterizedTest(name = "{0}?{1}={2}")
    @CsvSource({
        "posture, account, 1",
        "changes, account, 12345678901x",
        "changes, limit, many",
        "changes, limit, 99999999999",
        "reports, limit, 1.5",
        "findings, limit, 0x10",
        "frameworks, others, maybe",
        "frameworks/vigil-baseline, account, ../123456789012",
        "audit/reports, before, yesterday",
        "audit/reports, limit, none",
        "attestations, limit, many",
        "audits, cursor, first",
        "audits, limit, all"
    })
    void anImpossibleValueInAQueryIsToldByItsName(String path, String parameter, String value) {
        gateway.as(Role.ADMIN, tenant)
                .queryParam(parameter, value)
                .get("/tenants/" + tenant + "/" + path)
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("detail", startsWith(parameter + ": "));
    }

    @Test
    void anImpossibleIdInAPathIsAsIfItWereNotThere() {
        for (String path : new String[] {
            "findings/none",
            "reports/none/content",
            "exceptions/none",
            "audits/none",
            "channels/none",
            "alert-rules/none",
            "attestations/none",
            "attestations/none/evidence/none/content"
        })
            gateway.as(Role.ADMIN, tenant)
                    .get("/tenants/" + tenant + "/" + path)
                    .then()
                    .statusCode(404);
    }
}
