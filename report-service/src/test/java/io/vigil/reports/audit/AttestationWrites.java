package io.vigil.reports.audit;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.reports.Gateway;
import io.vigil.reports.audit.EveryWriteIT.Write;
import io.vigil.tenancy.Role;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** What is written of attestations, each by Ida. */
@Singleton
class AttestationWrites {
    private final Gateway gateway;

    AttestationWrites(Gateway gateway) {
        this.gateway = gateway;
    }

    Map<String, Write> all() {
        return Map.of(
                "POST /tenants/{tenant}/attestations",
                new Write("attestation.requested", tenant -> attest(ida(tenant), tenant)),
                "POST /tenants/{tenant}/attestations/{attestation}/approve",
                new Write("attestation.approved", tenant -> answer(tenant, attested(tenant, "user-9"), "approve")),
                "POST /tenants/{tenant}/attestations/{attestation}/refuse",
                new Write("attestation.refused", tenant -> answer(tenant, attested(tenant, "user-9"), "refuse")),
                "POST /tenants/{tenant}/attestations/{attestation}/withdraw",
                new Write("attestation.withdrawn", tenant -> answer(tenant, attested(tenant, "user-1"), "withdraw")),
                "POST /tenants/{tenant}/attestations/{attestation}/evidence",
                new Write("attestation.evidence.added", tenant -> add(tenant, attested(tenant, "user-1"))),
                "DELETE /tenants/{tenant}/attestations/{attestation}/evidence/{evidence}",
                new Write("attestation.evidence.removed", tenant -> {
                    String attestation = attested(tenant, "user-1");
                    return ida(tenant)
                            .delete(attestation + "/evidence/"
                                    + add(tenant, attestation).path("id"));
                }));
    }

    private RequestSpecification ida(TenantId tenant) {
        return gateway.as(Role.ADMIN, tenant).contentType(ContentType.JSON);
    }

    private Response add(TenantId tenant, String attestation) {
        return gateway.as(Role.ADMIN, tenant)
                .contentType("application/octet-stream")
                .body("it is so".getBytes(StandardCharsets.UTF_8))
                .post(attestation + "/evidence?name=a.txt");
    }

    private Response answer(TenantId tenant, String attestation, String how) {
        return ida(tenant).body(Map.of("note", "For a reason")).post(attestation + "/" + how);
    }

    /** Path of one that waits. */
    private String attested(TenantId tenant, String by) {
        RequestSpecification who = by.equals("user-1") ? ida(tenant) : gateway.as(by, Role.OPERATOR, tenant);
        return "/tenants/" + tenant + "/attestations/"
                + attest(who, tenant).then().statusCode(201).extract().path("id");
    }

    private static Response attest(RequestSpecification as, TenantId tenant) {
        return as.contentType(ContentType.JSON)
                .body(Map.of(
                        "framework",
                        "cis-aws-foundations-7.0",
                        "requirement",
                        "2.1.3",
                        "statement",
                        "It runs nothing",
                        "validUntil",
                        LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()))
                .post("/tenants/" + tenant + "/attestations");
    }
}
