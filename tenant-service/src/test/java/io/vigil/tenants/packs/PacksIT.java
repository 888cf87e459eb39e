package io.vigil.tenants.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@OnRealParts
class PacksIT {
    private static final String MFA = "iam-root-mfa-enabled";
    private static final String KEYS = "iam-access-key-rotated-within-90-days";

    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    Callers callers;

    @Test
    void aNewTenantIsJudgedByTheBaseline() {
        // When
        TenantId tenant = world.tenant();
        // Then
        EffectivePack pack = effective(tenant);
        assertThat(pack.frameworks()).isEqualTo(EffectivePack.BASELINE.frameworks());
        assertThat(pack.levels().tenant()).isZero();
        PackPublished told =
                wire.awaits(PackPublished.class, event -> event.tenant().equals(tenant));
        assertThat(told.version()).isEqualTo(1);
        assertThat(told.account()).isNull();
        assertThat(told.pack()).isEqualTo(pack);
    }

    @Test
    void aPublishedPackIsImmutableAndFetchedByItsDigest() {
        // Given
        TenantId tenant = world.tenant();
        Map<String, Object> document = Map.of(
                "disabledChecks",
                List.of("shield-advanced-decision-recorded"),
                "params",
                Map.of("ec2-network-acl-no-ssh-or-rdp-from-internet", Map.of("ports", List.of(22, 3389, 5985))),
                "declarations",
                Map.of("shieldDecision", Map.of("advanced", false, "reason", "declined by " + tenant)));
        // When
        publish(tenant, 0, document)
                .statusCode(200)
                .body("version", is(1))
                .body("publishedBy", is("Name of ADMIN-subject"));
        // Then
        String digest = callers.as(Role.VIEWER, tenant)
                .get("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .body("version", is(2))
                .body("pack.versions.tenant", is(1))
                .extract()
                .path("digest");
        EffectivePack pack = effective(tenant);
        assertThat(digest).isEqualTo(EventJson.digest(pack));
        for (Optional<TenantId> in : List.of(Optional.<TenantId>empty(), Optional.of(tenant)))
            assertThat(callers.worker(in)
                            .get("/packs/{digest}", digest)
                            .then()
                            .statusCode(200)
                            .extract()
                            .as(EffectivePack.class))
                    .isEqualTo(pack);
        callers.worker(Optional.of(world.tenant()))
                .get("/packs/{digest}", digest)
                .then()
                .statusCode(404);
        callers.worker(Optional.empty())
                .get("/packs/{digest}", "0".repeat(64))
                .then()
                .statusCode(404);
        assertThat(wire.awaits(PackPublished.class, event -> event.tenant().equals(tenant) && event.version() == 2)
                        .digest()
                        .value())
                .isEqualTo(digest);
        publish(tenant, 1, document).statusCode(200).body("version", is(1));
    }

    @Test
    void anAccountsScanIsJudgedByItsOwnPackAndSaysSo() {
        // Given
        TenantId tenant = world.tenant();
        AccountId one = world.account(tenant);
        AccountId other = world.account(tenant);
        publish(tenant, 0, Map.of("params", Map.of(KEYS, Map.of("maxAgeDays", 60)), "disabledChecks", List.of(MFA)));
        // When
        publish(tenant, one, 0, Map.of("params", Map.of(KEYS, Map.of("maxAgeDays", 30)), "enabledChecks", List.of(MFA)))
                .statusCode(200)
                .body("level", is("account"))
                .body("changes.checksEnabled", is(List.of(MFA)))
                .body("changes.params[0].from", is(60))
                .body("changes.params[0].to", is(30));
        // Then
        PackPublished told = wire.awaits(PackPublished.class, event -> one.equals(event.account()));
        assertThat(told.pack().params()).isEqualTo(Map.of(new CheckId(KEYS), Map.of("maxAgeDays", 30)));
        assertThat(told.key()).isEqualTo(tenant + "/" + one);
        world.worker();
        ScanId ofOne = world.scan(tenant, one);
        ScanId ofOther = world.scan(tenant, other);
        assertThat(world.requested(ofOne, Region.GLOBAL, 1).pack()).isEqualTo(told.digest());
        assertThat(world.find(tenant, ofOne).getString("pack.digest"))
                .isEqualTo(told.digest().value());
        assertThat(world.find(tenant, ofOne).getLong("pack.versions.account")).isEqualTo(1);
        assertThat(world.find(tenant, ofOne).getLong("pack.versions.tenant")).isEqualTo(1);
        assertThat(world.find(tenant, ofOther).getLong("pack.versions.account")).isZero();
        // and a new version of the tenant's level reaches it
        publish(tenant, 1, Map.of("disabledChecks", List.of("ec2-ami-not-public")));
        assertThat(wire.awaits(PackPublished.class, event -> one.equals(event.account()) && event.version() == 2)
                        .pack()
                        .disabledChecks())
                .containsExactly(new CheckId("ec2-ami-not-public"));
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/accounts/{a}/pack/levels", tenant.toString(), one.value())
                .then()
                .statusCode(200)
                .body("levels.level", is(List.of("msp", "tenant", "account")))
                .body("origins.'params/%s/maxAgeDays'".formatted(KEYS), is("account"))
                .body("origins.'checks/ec2-ami-not-public'", is("tenant"));
    }

    @Test
    void aDecisionKeepsItsAuthorUntilItsWordsChange() {
        // Given
        TenantId tenant = world.tenant();
        Map<String, Object> decision =
                Map.of("control", MFA, "reason", "=HYPERLINK(\"x\") <b>no</b> \u202e", "by", "Mallory");
        publish(tenant, 0, Map.of("decidedOut", List.of(decision)))
                .statusCode(200)
                .body("changes.decidedOut", is(List.of(MFA)))
                .body("document.decidedOut[0].by", is("Name of ADMIN-subject"));
        String since = level(tenant).extract().path("levels[1].document.decidedOut[0].since");
        // When
        callers.as(Role.MSP_ADMIN, tenant)
                .body(Map.of(
                        "basedOn",
                        1,
                        "document",
                        Map.of("decidedOut", List.of(decision, Map.of("control", KEYS, "reason", "later")))))
                .put("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .statusCode(200)
                .body("document.decidedOut.by", is(List.of("Name of ADMIN-subject", "Name of MSP_ADMIN-subject")))
                .body("document.decidedOut[0].since", is(since));
        // Then
        EffectivePack pack = effective(tenant);
        assertThat(pack.checksDecidedOut()).containsExactlyInAnyOrder(new CheckId(MFA), new CheckId(KEYS));
        publish(tenant, 2, Map.of()).statusCode(200).body("changes.decidedIn", hasItems(MFA, KEYS));
        assertThat(effective(tenant).decidedOut()).isEmpty();
    }

    @Test
    void ofTwoWhoPublishAtOnceOneIsToldOfTheOther() {
        // Given
        TenantId tenant = world.tenant();
        List<String> checks = List.of(MFA, KEYS, "ec2-ami-not-public");
        // When
        List<Integer> answers;
        // whose threads see what the test sees, which the common pool's do not
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = checks.stream()
                    .map(check -> CompletableFuture.supplyAsync(
                            () -> publish(tenant, 0, Map.of("disabledChecks", List.of(check)))
                                    .extract()
                                    .statusCode(),
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .sorted()
                    .toList();
        }
        // Then
        assertThat(answers).containsExactly(200, 409, 409);
        assertThat(effective(tenant).disabledChecks()).hasSize(1);
        publish(tenant, 0, Map.of()).statusCode(409).body("detail", containsString("version 1"));
    }

    @Test
    void anOldVersionIsPublishedAnew() {
        // Given
        TenantId tenant = world.tenant();
        publish(tenant, 0, Map.of("disabledChecks", List.of(MFA)));
        publish(tenant, 1, Map.of("disabledChecks", List.of(KEYS)));
        Map<String, Object> old = callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/pack/versions/1", tenant.toString())
                .then()
                .statusCode(200)
                .extract()
                .path("document");
        // When
        publish(tenant, 2, old).statusCode(200).body("version", is(3));
        // Then
        assertThat(effective(tenant).disabledChecks()).containsExactly(new CheckId(MFA));
        callers.as(Role.VIEWER, tenant)
                .queryParam("limit", 2)
                .get("/tenants/{t}/pack/versions", tenant.toString())
                .then()
                .body("items.version", is(List.of(3, 2)))
                .body("items[0].changes.checksEnabled", is(List.of(KEYS)))
                .body("next", is("2"));
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/pack/versions/9", tenant.toString())
                .then()
                .statusCode(404);
    }

    @Test
    void aDraftIsPreviewedWithoutBeingKept() {
        // Given
        TenantId tenant = world.tenant();
        // When, Then
        callers.as(Role.OPERATOR, tenant)
                .body(Map.of(
                        "basedOn",
                        0,
                        "document",
                        Map.of(
                                "disabledChecks", List.of(MFA),
                                "owners", Map.of("rds-instance-not-public", "aws"),
                                "decidedOut", List.of(Map.of("control", KEYS, "reason", "r")))))
                .post("/tenants/{t}/pack/preview", tenant.toString())
                .then()
                .statusCode(200)
                .body("changes.checksDisabled", is(List.of(MFA)))
                .body("changes.decidedOut", is(List.of(KEYS)))
                .body("changes.ownersMoved[0].to", is("aws"))
                .body("acknowledgement", is(false));
        callers.as(Role.OPERATOR, tenant)
                .body(Map.of("basedOn", 0, "document", Map.of("disabledChecks", List.of("no-such-check"))))
                .post("/tenants/{t}/pack/preview", tenant.toString())
                .then()
                .statusCode(400);
        assertThat(effective(tenant).levels().tenant()).isZero();
    }

    @Test
    void anAccountsPackBelongsToTheTenantThatHasIt() {
        // Given
        TenantId mine = world.tenant();
        TenantId other = world.tenant();
        AccountId account = world.account(mine);
        publish(mine, account, 0, Map.of("disabledChecks", List.of(MFA))).statusCode(200);
        // When, Then
        publish(other, account, 0, Map.of()).statusCode(404);
        callers.as(Role.ADMIN, other)
                .get("/tenants/{t}/accounts/{a}/pack", other.toString(), account.value())
                .then()
                .statusCode(404);
        callers.as(Role.ADMIN, mine)
                .delete("/tenants/{t}/accounts/{a}", mine.toString(), account.value())
                .then()
                .statusCode(204);
        publish(mine, account, 1, Map.of()).statusCode(404);
        callers.as(Role.ADMIN, other)
                .body(Map.of("account", account.value(), "name", "Moved"))
                .post("/tenants/{t}/accounts", other.toString())
                .then()
                .statusCode(201);
        callers.as(Role.ADMIN, other)
                .get("/tenants/{t}/accounts/{a}/pack", other.toString(), account.value())
                .then()
                .statusCode(200)
                .body("pack.disabledChecks", hasSize(0))
                .body("pack.versions", nullValueOrNoAccount());
    }

    private static org.hamcrest.Matcher<Object> nullValueOrNoAccount() {
        return org.hamcrest.Matchers.anyOf(nullValue(), org.hamcrest.Matchers.hasToString(containsString("account=0")));
    }

    @Test
    void theCustomerTakesNoteOfWhoAnswersForWhatAndIsAskedAgain() {
        // Given
        TenantId tenant = world.tenant();
        publish(tenant, 0, Map.of("owners", Map.of(MFA, "partner")));
        String shown = responsibility(tenant)
                .body("acknowledge", is(true))
                .body("last", nullValue())
                .body("rows.find { it.check == '%s' }.owner".formatted(MFA), is("partner"))
                .body("rows.find { it.check == '%s' }.movedBy".formatted(MFA), is("tenant"))
                .extract()
                .path("digest");
        acknowledge(Role.MSP_ADMIN, tenant, shown).statusCode(403);
        // When
        acknowledge(Role.ADMIN, tenant, shown)
                .statusCode(200)
                .body("acknowledge", is(false))
                .body("last.by", is("Name of ADMIN-subject"))
                .body("last.packVersion", is(2));
        // Then
        publish(tenant, 1, Map.of("owners", Map.of(MFA, "aws"))).statusCode(200);
        responsibility(tenant).body("acknowledge", is(false)).body("last.current", is(false));
        publish(tenant, 2, Map.of("owners", Map.of(MFA, "customer"))).statusCode(200);
        responsibility(tenant).body("acknowledge", is(true));
        acknowledge(Role.ADMIN, tenant, shown).statusCode(409);
        callers.as(Role.MSP_ANALYST, tenant)
                .get("/tenants/{t}/pack/acknowledgements", tenant.toString())
                .then()
                .statusCode(200)
                .body("digest", is(List.of(shown)))
                .body("[0].at", notNullValue());
    }

    private ValidatableResponse acknowledge(Role role, TenantId tenant, String digest) {
        return callers.as(role, tenant)
                .body(Map.of("digest", digest))
                .post("/tenants/{t}/pack/acknowledgements", tenant.toString())
                .then();
    }

    private ValidatableResponse responsibility(TenantId tenant) {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/pack/responsibility", tenant.toString())
                .then()
                .statusCode(200);
    }

    private ValidatableResponse level(TenantId tenant) {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/pack/levels", tenant.toString())
                .then()
                .statusCode(200);
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

    private ValidatableResponse publish(
            TenantId tenant, AccountId account, long basedOn, Map<String, Object> document) {
        return callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", basedOn, "document", document))
                .put("/tenants/{tenant}/accounts/{account}/pack", tenant.toString(), account.value())
                .then();
    }
}
