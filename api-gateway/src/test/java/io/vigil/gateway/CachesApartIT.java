package io.vigil.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.apart.AskCaches;
import io.vigil.gateway.pages.offboarding.ReadClosing;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.permissions.ReadReason;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.Session;
import io.vigil.gateway.session.Sessions;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.TurnableClock;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TokenText;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gateway keeps of one customer, or of one person, serves no other. */
@OnKeycloak
class CachesApartIT {
    private static final String CHECK = "/tokens/check";

    @Inject
    World world;

    @Inject
    ReadClosing closings;

    @Inject
    ReadReason reasons;

    @Inject
    AskPermissions permissions;

    @Inject
    Sessions sessions;

    @Inject
    TurnableClock clock;

    private final GrantId grant = new GrantId(UUID.randomUUID());
    private TenantId owner;
    private TenantId stranger;

    @BeforeEach
    void customers() {
        // what others were refused from this address is forgotten
        clock.turn(Duration.ofMinutes(3));
        world.empty();
        owner = world.tenant("tidewater", "Tidewater Energy");
        stranger = world.tenant("halden", "Halden Logistics");
    }

    @Test
    void nobodyIsServedWhatAnotherLeft() throws Exception {
        // When, Then
        int asked = AskCaches.asAnotherTenant(
                Path.of("src/test/resources/caches.properties"),
                Map.of(
                        "io.vigil.gateway.pages.offboarding.ReadClosing.words",
                        this::whyACustomerLeaves,
                        "io.vigil.gateway.permissions.ReadReason.reasons",
                        this::whyTheProviderIsInside,
                        "io.vigil.gateway.permissions.AskPermissions.recent",
                        this::whatALoginMayDo,
                        "io.vigil.gateway.session.Sessions.sessions",
                        this::whoseASessionIs,
                        "io.vigil.gateway.tokens.AskTokens.recent",
                        this::whatATokenOpens,
                        "io.vigil.gateway.tokens.AskTokens.known",
                        this::whatATokenOpens));
        System.out.printf("api-gateway, caches asked as another tenant: %d%n", asked);
    }

    private Visit visit(TenantId tenant, String slug) {
        var byGrant = new Permissions.ByGrant(grant, Grant.Kind.WORK, tenant, slug, slug, /* until */ null);
        var caller = new Caller(
                World.NADIA,
                Optional.of(tenant),
                Role.MSP_ADMIN,
                "Nadia",
                Optional.of(new Grant(grant, Grant.Kind.WORK)));
        return new Visit(tenant, slug, slug, caller, Optional.of(byGrant));
    }

    private void whyACustomerLeaves() {
        world.tenantService().on("GET", "/tenants/" + owner + "/offboarding", Upstream.json("""
                        {"tenant":"%s","slug":"tidewater","name":"T","state":"FREEZING","reason":"Known to the owner",
                         "waitingFor":[],"started":{"at":"2026-01-01T00:00:00Z","name":"Nadia"}}""".formatted(owner)));
        assertThat(closings.of(visit(owner, "tidewater"))).contains("Known to the owner");
        assertThat(closings.of(visit(stranger, "halden"))).isEmpty();
    }

    private void whyTheProviderIsInside() {
        String path = "/tenants/" + owner + "/grants/" + grant;
        world.tenantService().on("GET", path, Upstream.json("""
                        {"id":"%s","kind":"WORK","state":"OPEN","subject":"x","name":"Nadia","role":"MSP_ADMIN",
                         "reason":"Known to the owner","askedAt":"2026-01-01T00:00:00Z"}""".formatted(grant)));
        assertThat(reasons.of(visit(owner, "tidewater"))).contains("Known to the owner");
        world.tenantService().forgetAsked();
        assertThat(reasons.of(visit(owner, "tidewater"))).contains("Known to the owner");
        assertThat(world.tenantService().asked()).as("it is kept").isEmpty();
        // the stranger has no such grant, and is told so
        assertThatThrownBy(() -> reasons.of(visit(stranger, "halden"))).hasMessageNotContaining("Known to the owner");
    }

    private void whatALoginMayDo() {
        world.member(World.VERA, "tidewater", Role.ADMIN);
        assertThat(permissions.of(World.VERA).in(owner)).isPresent();
        assertThat(permissions.of(World.NADIA).tenants()).isEmpty();
        assertThat(permissions.of(World.VERA).in(stranger)).isEmpty();
    }

    private void whoseASessionIs() {
        Sessions.Started vera = sessions.start(World.VERA, "Vera", "v@tidewater.example", true, "no-token");
        Sessions.Started nadia = sessions.start(World.NADIA, "Nadia", "n@provider.example", true, "no-token");
        assertThat(sessions.find(vera.id()).map(Session::subject)).contains(World.VERA);
        assertThat(sessions.find(nadia.id()).map(Session::subject)).contains(World.NADIA);
        assertThat(sessions.find(World.VERA)).isEmpty();
    }

    private void whatATokenOpens() {
        TokenText.Drawn token = TokenText.draw(new SecureRandom());
        world.reportService().on("GET", "/tenants/[^/]+/posture", Upstream.json("{}"));
        world.tenantService().on("POST", CHECK, exchange -> {
            String asked = new String(world.tenantService().asked(CHECK).body(), StandardCharsets.UTF_8);
            Upstream.json(
                            asked.contains(token.token().digest())
                                    ? """
                            {"holder":{"token":"%s","subject":"service-account:7","displayName":"pipeline","tenant":"%s",
                             "slug":"tidewater","name":"Tidewater Energy","role":"OPERATOR"}}""".formatted(token.token().visible(), owner)
                                    : "{\"holder\":null}")
                    .to(exchange);
        });
        assertThat(posture(owner, token.text())).isEqualTo(200);
        assertThat(posture(owner, token.token().visible() + "_" + "A".repeat(43)))
                .isEqualTo(401);
        assertThat(posture(stranger, token.text())).isEqualTo(404);
    }

    private int posture(TenantId tenant, String bearer) {
        return world.visitor()
                .send(world.visitor()
                        .request("/api/v1/tenants/" + tenant + "/posture")
                        .header("Authorization", "Bearer " + bearer))
                .statusCode();
    }
}
