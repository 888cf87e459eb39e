package io.vigil.tenants.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What no level can say, and where it is told. */
@OnRealParts
class RefusedDraftIT {
    private static final String MFA = "iam-root-mfa-enabled";
    private static final String KEYS = "iam-access-key-rotated-within-90-days";

    @Inject
    World world;

    @Inject
    Callers callers;

    @Test
    void everythingThatIsWrongIsToldAtItsPath() {
        // Given
        TenantId tenant = world.tenant();
        Map<String, Object> strange = Map.of(
                "frameworks", List.of("cis-aws-foundations-0.1"),
                "disabledChecks", List.of("nobody-wrote-this"),
                "params",
                        Map.of(
                                KEYS,
                                Map.of("maxAgeDays", "ninety"),
                                "iam-user-single-active-access-key",
                                Map.of("nothing", 1),
                                "rds-nothing-of-this-name",
                                Map.of()),
                "declarations",
                        Map.of(
                                "favouriteColour", "blue",
                                "publicAddresses",
                                        List.of(Map.of(
                                                "address",
                                                "nowhere",
                                                "owner",
                                                "",
                                                "purpose",
                                                "p",
                                                "expires",
                                                "2027-01-01T00:00:00Z")),
                                "auditLogs", Map.of("days", 0)),
                "decidedOut",
                        List.of(Map.of("control", MFA, "reason", " "), Map.of("control", "nis2/99", "reason", "r")),
                "decidedIn", List.of(KEYS),
                "owners", Map.of("no-such-check", "aws"),
                "fixed", List.of("checks/" + MFA));
        // When, Then
        publish(tenant, 0, strange)
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "faults.field",
                        hasItems(
                                "frameworks/0",
                                "disabledChecks/0",
                                "params/%s/maxAgeDays".formatted(KEYS),
                                "params/iam-user-single-active-access-key/nothing",
                                "params/rds-nothing-of-this-name",
                                "declarations/favouriteColour",
                                "declarations/publicAddresses/0/address",
                                "declarations/publicAddresses/0/owner",
                                "declarations/auditLogs/days",
                                "decidedOut/0/reason",
                                "decidedOut/1/control",
                                "decidedIn/0",
                                "owners/no-such-check",
                                "fixed"))
                .body("detail", containsString("there is no framework 'cis-aws-foundations-0.1'"));
        assertThat(effective(tenant).levels().tenant()).isZero();
    }

    @Test
    void valuesOutsideOfACheckBoundsAreRefused() {
        TenantId tenant = world.tenant();
        for (Object days : List.of(0, 1_000_000, -1, 9_223_372_036_854_775_807L, List.of(5), Map.of(), 1.5, true))
            publish(tenant, 0, Map.of("params", Map.of(KEYS, Map.of("maxAgeDays", days))))
                    .statusCode(400)
                    .body("faults[0].field", is("params/%s/maxAgeDays".formatted(KEYS)));
        publish(tenant, 0, Map.of("params", Map.of(KEYS, Map.of("maxAgeDays", 3650))))
                .statusCode(200);
    }

    @Test
    void aHugeOrHollowDocumentIsRefused() {
        // Given
        TenantId tenant = world.tenant();
        List<Map<String, Object>> decisions = IntStream.range(0, 10_000)
                .mapToObj(i -> Map.<String, Object>of("control", "check-number-" + i, "reason", "r"))
                .toList();
        // When, Then
        publish(tenant, 0, Map.of("decidedOut", decisions))
                .statusCode(400)
                .body("detail", containsString("131072 bytes"));
        publish(tenant, 0, Map.of("decidedOut", decisions.subList(0, 501)))
                .statusCode(400)
                .body("detail", containsString("500 is the most"));
        publish(tenant, 0, Map.of("decidedOut", List.of(Map.of("control", MFA, "reason", "x".repeat(1001)))))
                .statusCode(400)
                .body("faults.field", is(List.of("decidedOut/0/reason")));
        publish(tenant, 0, Map.of("decidedOut", List.of(Map.of("control", MFA, "reason", "a\u0000b"))))
                .statusCode(400)
                .body("faults.field", is(List.of("decidedOut/0/reason")));
        publish(tenant, 0, Map.of("disabledChecks", List.of("No Check")))
                .statusCode(400)
                .body("detail", containsString("'No Check' is not a check id"));
        publish(tenant, 0, Map.of("surprise", 1)).statusCode(400).body("detail", containsString("surprise"));
        for (String hollow : List.of(
                "{\"basedOn\": 0}",
                "{\"document\": {}}",
                "{\"basedOn\": 0, \"document\": {\"frameworks\": [null]}}",
                "{\"basedOn\": 0, \"document\": {\"decidedOut\": [null]}}",
                "{\"basedOn\": 0, \"document\": {\"decidedOut\": [{}]}}",
                "{\"basedOn\": 0, \"document\": {\"params\": {\"%s\": null}}}".formatted(KEYS),
                "{\"basedOn\": 0, \"document\": {\"params\": {\"%s\": {\"maxAgeDays\": null}}}}".formatted(KEYS),
                "{\"basedOn\": 0, \"document\": {\"owners\": {\"%s\": null}}}".formatted(KEYS),
                "{\"basedOn\": 0, \"document\": {\"declarations\": {\"auditLogs\": null}}}",
                "{\"basedOn\": 0, \"document\": {\"declarations\": {\"publicAddresses\": [null]}}}",
                "{\"basedOn\": 0, \"document\": {\"declarations\": {\"approvedRegions\": {\"regions\": [null]}}}}",
                "{\"basedOn\": 0, \"document\": {\"decidedOut\": [{\"control\": \"%s\", \"reason\": \"\\ud800\"}]}}"
                        .formatted(MFA),
                "{\"basedOn\": 0, \"document\": {\"declarations\": {\"shieldDecision\": {\"advanced\": true, \"reason\": \"\\udfff\"}}}}",
                "{\"basedOn\": 0, \"note\": \"\\ud800\", \"document\": {}}",
                "{\"basedOn\": -1, \"document\": {}}",
                "{\"basedOn\": 0, \"document\": []}",
                "null"))
            callers.as(Role.ADMIN, tenant)
                    .body(hollow)
                    .put("/tenants/{tenant}/pack", tenant.toString())
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        assertThat(effective(tenant).levels().tenant()).isZero();
    }

    private EffectivePack effective(TenantId tenant) {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/pack", tenant.toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getObject("pack", EffectivePack.class);
    }

    private ValidatableResponse publish(TenantId tenant, long basedOn, Map<String, Object> document) {
        return callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", basedOn, "document", document, "note", "Why not"))
                .put("/tenants/{tenant}/pack", tenant.toString())
                .then();
    }
}
