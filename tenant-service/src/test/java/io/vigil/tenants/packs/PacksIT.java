package io.vigil.tenants.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackPublished;
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
import org.junit.jupiter.api.Test;

@OnRealParts
class PacksIT {
    private static final String BASELINE = EventJson.digest(EffectivePack.BASELINE);

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
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .statusCode(200)
                .body("version", is(1))
                .body("digest", is(BASELINE))
                .body("pack.frameworks[0]", is("vigil-baseline"));
        PackPublished told =
                wire.awaits(PackPublished.class, event -> event.tenant().equals(tenant));
        assertThat(told.version()).isEqualTo(1);
        assertThat(told.pack()).isEqualTo(EffectivePack.BASELINE);
    }

    @Test
    void aPublishedPackIsImmutableAndFetchedByItsDigest() {
        // Given
        TenantId tenant = world.tenant();
        EffectivePack own = new EffectivePack(
                List.of("vigil-baseline"),
                List.of(new CheckId("shield-advanced-decision-recorded")),
                Map.of(
                        new CheckId("ec2-network-acl-no-ssh-or-rdp-from-internet"),
                        Map.of("ports", List.of(22, 3389, 5985))),
                Map.of("shieldDecision", Map.of("advanced", false, "reason", "declined by " + tenant)));
        // When
        String digest = callers.as(Role.ADMIN, tenant)
                .body(EventJson.MAPPER.valueToTree(own).toString())
                .put("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .statusCode(200)
                .body("version", is(2))
                .extract()
                .path("digest");
        // Then
        assertThat(digest).isEqualTo(EventJson.digest(own));
        for (Optional<TenantId> in : List.of(Optional.<TenantId>empty(), Optional.of(tenant))) {
            assertThat(callers.worker(in)
                            .get("/packs/{digest}", digest)
                            .then()
                            .statusCode(200)
                            .extract()
                            .as(EffectivePack.class))
                    .isEqualTo(own);
        }
        callers.worker(Optional.of(world.tenant()))
                .get("/packs/{digest}", digest)
                .then()
                .statusCode(404);
        callers.worker(Optional.empty())
                .get("/packs/{digest}", "0".repeat(64))
                .then()
                .statusCode(404);
        callers.worker(Optional.empty()).get("/packs/{digest}", BASELINE).then().statusCode(200);
        assertThat(wire.awaits(PackPublished.class, event -> event.tenant().equals(tenant) && event.version() == 2)
                        .digest()
                        .value())
                .isEqualTo(digest);
        callers.as(Role.ADMIN, tenant)
                .body(EventJson.MAPPER.valueToTree(own).toString())
                .put("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .statusCode(200)
                .body("version", is(2));
    }

    @Test
    void aPackWithAHoleIsRefused() {
        // Given
        TenantId tenant = world.tenant();
        // When, Then
        callers.as(Role.ADMIN, tenant)
                .body("{\"frameworks\": []}")
                .put("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("disabledChecks is missing"));
        callers.as(Role.ADMIN, tenant)
                .body("{\"frameworks\": [], \"disabledChecks\": [\"No Check\"]}")
                .put("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("'No Check' is not a check id"));
    }

    @Test
    void aPackThatTheCatalogueCannotUseIsRefusedWithAllThatIsWrong() {
        // Given
        TenantId tenant = world.tenant();
        EffectivePack strange = new EffectivePack(
                List.of("vigil-baseline", "cis-aws-foundations-0.1"),
                List.of(new CheckId("nobody-wrote-this")),
                Map.of(),
                Map.of("favouriteColour", "blue"));
        // When, Then
        callers.as(Role.ADMIN, tenant)
                .body(EventJson.MAPPER.valueToTree(strange).toString())
                .put("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("nobody-wrote-this"))
                .body("detail", containsString("favouriteColour"))
                .body("detail", containsString("there is no framework 'cis-aws-foundations-0.1'"));
        callers.as(Role.ADMIN, tenant)
                .body("{\"frameworks\": [null], \"disabledChecks\": [], \"params\": {}, \"declarations\": {}}")
                .put("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .statusCode(400);
    }
}
