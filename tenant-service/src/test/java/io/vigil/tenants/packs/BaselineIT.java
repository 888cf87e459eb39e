package io.vigil.tenants.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The baseline is every tenant's: each test leaves it as it comes with Vigil. */
@OnRealParts
class BaselineIT {
    private static final String MFA = "iam-root-mfa-enabled";
    private static final String KEYS = "iam-access-key-rotated-within-90-days";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    Callers callers;

    @Inject
    ReadAudit audit;

    @AfterEach
    void leaveItAsItWas() {
        publish(Map.of()).statusCode(200);
        awaitRollOut();
    }

    @Test
    void aNewBaselineReachesEveryTenantAndEveryAccount() {
        // Given
        TenantId tenant = world.tenant();
        AccountId account = world.account(tenant);
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", 0, "document", Map.of("disabledChecks", List.of("ec2-ami-not-public"))))
                .put("/tenants/{t}/accounts/{a}/pack", tenant.toString(), account.value())
                .then()
                .statusCode(200);
        // When
        long version = publish(Map.of("disabledChecks", List.of(MFA)))
                .statusCode(200)
                .body("changes.checksDisabled", is(List.of(MFA)))
                .extract()
                .jsonPath()
                .getLong("version");
        // Then
        PackPublished ofTenant = wire.awaits(
                PackPublished.class,
                event -> event.tenant().equals(tenant)
                        && event.account() == null
                        && event.pack().levels().msp() == version);
        assertThat(ofTenant.pack().disabledChecks()).containsExactly(new CheckId(MFA));
        PackPublished ofAccount = wire.awaits(
                PackPublished.class,
                event ->
                        account.equals(event.account()) && event.pack().levels().msp() == version);
        assertThat(ofAccount.pack().disabledChecks())
                .containsExactly(new CheckId("ec2-ami-not-public"), new CheckId(MFA));
        awaitRollOut();
        assertThat(audit.newest(tenant, 50)).anySatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("pack.merged");
            assertThat(entry.role()).isEqualTo("SERVICE");
        });
    }

    @Test
    void whatTheBaselineFixesIsRefusedBelowWithWhichAndWhy() {
        // Given
        TenantId tenant = world.tenant();
        long version = publish(Map.of(
                        "fixed", List.of("checks/" + MFA, "params/" + KEYS),
                        "params", Map.of(KEYS, Map.of("maxAgeDays", 30))))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("version");
        // When, Then
        callers.as(Role.ADMIN, tenant)
                .body(Map.of(
                        "basedOn",
                        0,
                        "document",
                        Map.of(
                                "disabledChecks", List.of(MFA),
                                "params", Map.of(KEYS, Map.of("maxAgeDays", 3000)),
                                "decidedOut", List.of(Map.of("control", MFA, "reason", "we do not want it")))))
                .put("/tenants/{t}/pack", tenant.toString())
                .then()
                .statusCode(400)
                .body(
                        "faults.field",
                        hasItems("disabledChecks/0", "params/%s/maxAgeDays".formatted(KEYS), "decidedOut/0"))
                .body("detail", containsString("the baseline (version %d) fixes checks/%s".formatted(version, MFA)));
    }

    @Test
    void whatATenantSaidBeforeItWasFixedIsPassedOverAndTold() {
        // Given
        TenantId tenant = world.tenant();
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", 0, "document", Map.of("disabledChecks", List.of(MFA))))
                .put("/tenants/{t}/pack", tenant.toString())
                .then()
                .statusCode(200);
        // When
        publish(Map.of("fixed", List.of("checks/" + MFA))).statusCode(200);
        awaitRollOut();
        // Then
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/pack/levels", tenant.toString())
                .then()
                .statusCode(200)
                .body("pack.pack.disabledChecks", is(List.of()))
                .body("overruled.path", is(List.of("disabledChecks/0")))
                .body("fixed", is(List.of("checks/" + MFA)));
    }

    @Test
    void aDecisionOfTheBaselineIsTakenBackOnlyWhereItSaysSo() {
        // Given
        TenantId tenant = world.tenant();
        publish(Map.of(
                        "decidedOut",
                        List.of(
                                Map.of("control", MFA, "reason", "r"),
                                Map.of("control", KEYS, "reason", "r", "liftable", true))))
                .statusCode(200);
        awaitRollOut();
        // When, Then
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", 0, "document", Map.of("decidedIn", List.of(MFA))))
                .put("/tenants/{t}/pack", tenant.toString())
                .then()
                .statusCode(400)
                .body("faults.field", is(List.of("decidedIn/0")));
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", 0, "document", Map.of("decidedIn", List.of(KEYS))))
                .put("/tenants/{t}/pack", tenant.toString())
                .then()
                .statusCode(200)
                .body("changes.decidedIn", is(List.of(KEYS)));
    }

    @Test
    void theBaselineIsTheProviders() {
        for (Role role : List.of(Role.MSP_VIEWER, Role.MSP_ANALYST))
            callers.provider(role)
                    .body(Map.of("basedOn", 0, "document", Map.of()))
                    .put("/msp/pack")
                    .then()
                    .statusCode(403);
        callers.provider(Role.MSP_VIEWER).get("/msp/pack").then().statusCode(200);
        callers.provider(Role.MSP_ADMIN)
                .body(Map.of("basedOn", version(), "document", Map.of("disabledChecks", List.of(MFA))))
                .post("/msp/pack/preview")
                .then()
                .statusCode(200)
                .body("reaches", greaterThan(0));
        callers.provider(Role.MSP_ADMIN)
                .body(Map.of("basedOn", version() + 1, "document", Map.of()))
                .put("/msp/pack")
                .then()
                .statusCode(409);
    }

    private long version() {
        return callers.provider(Role.MSP_VIEWER).get("/msp/pack").jsonPath().getLong("version");
    }

    private ValidatableResponse publish(Map<String, Object> members) {
        Map<String, Object> document = new HashMap<>(members);
        document.put("frameworks", EffectivePack.BASELINE.frameworks());
        return callers.provider(Role.MSP_ADMIN)
                .body(Map.of("basedOn", version(), "document", document, "note", "A test"))
                .put("/msp/pack")
                .then();
    }

    private void awaitRollOut() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var standing =
                    callers.provider(Role.MSP_VIEWER).get("/msp/pack/rollout").jsonPath();
            assertThat(standing.getInt("merged")).isEqualTo(standing.getInt("tenants"));
        });
    }
}
