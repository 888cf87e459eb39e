package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the provider is told of its customers without being inside any. */
@OnKeycloak
class FleetPagesIT {
    private static final String ANSWERS = "/fleet/responsibility";

    @Inject
    World world;

    @Inject
    Estate estate;

    private TenantId tenant = TenantId.of("00000000-0000-0000-0000-000000000000");

    @BeforeEach
    void customers() {
        tenant = estate.tidewater();
    }

    private Visitor as(Role role) {
        world.provider(World.NADIA, role);
        return world.signedIn(World.NADIA, "Nadia");
    }

    @Test
    void whoDidNotAcknowledgeIsListedThoseThatWaitLongestFirst() {
        // When
        String shown = as(Role.MSP_ANALYST).get(ANSWERS).body();
        // Then
        assertThat(shown)
                .contains("Never acknowledged", "2 checks more than acknowledged", "pack version 2", "16 d", "2 d")
                .containsSubsequence("Marsh &amp; Sons", "Halden Logistics", "Tidewater Energy")
                .contains("/fleet/halden/enter?to=", "/fleet/responsibility?after=tidewater");
        assertThat(world.tenantService().asked("/msp/acknowledgements").query())
                .isEqualTo("all=false&limit=1000&cursor=");
    }

    @Test
    void thePageThatFollowsIsAskedForAsItWasShown() {
        // When
        String shown = as(Role.MSP_ANALYST).get(ANSWERS + "?of=all&after=marsh").body();
        // Then
        assertThat(shown).contains("/fleet/responsibility?of=all&amp;after=tidewater");
        assertThat(world.tenantService().asked("/msp/acknowledgements").query())
                .isEqualTo("all=true&limit=1000&cursor=marsh");
    }

    @Test
    void whoMayNotEnterIsShownNoWayInAndACustomerNothing() {
        assertThat(as(Role.MSP_VIEWER).get(ANSWERS).body())
                .contains("Halden Logistics")
                .doesNotContain("/enter");
        world.member(World.VERA, "tidewater", Role.ADMIN);
        assertThat(world.signedIn(World.VERA, "Vera").get(ANSWERS).statusCode()).isEqualTo(404);
    }

    @Test
    void itIsSaidWhenEverybodyHasAcknowledged() {
        // Given
        world.tenantService()
                .on("GET", "/msp/acknowledgements", Upstream.json("{\"customers\":3,\"missing\":0,\"items\":[]}"));
        // When, Then
        assertThat(as(Role.MSP_VIEWER).get(ANSWERS).body())
                .contains("<h2>Everybody has acknowledged</h2>", "Show all customers");
    }

    @Test
    void anUnsafeRoleIsToldToTheProviderWithTheCustomerAndTheWay() {
        // Given
        world.tenantService().on("GET", "/operations", Upstream.json("""
                {"blocked":[{"tenant":"%s","account":"111122223333","since":"2026-01-01T00:00:00Z"}]}
                """.formatted(tenant)));
        // When, Then
        assertThat(as(Role.MSP_ANALYST).get("/fleet").body())
                .contains("1 account blocked: others could enter by the role")
                .contains("Tidewater Energy, <span class=\"mono\">1111 2222 3333</span>")
                .contains("/fleet/tidewater/enter?to=");
        assertThat(as(Role.MSP_VIEWER).get("/fleet").body())
                .contains("Tidewater Energy, <span class=\"mono\">1111 2222 3333</span>")
                .doesNotContain("/enter");
    }

    @Test
    void nothingIsSaidToBeWellWhereItCouldNotBeRead() {
        // Given
        world.tenantService().on("GET", "/operations", Upstream.problem(500, "broken"));
        // When, Then
        assertThat(as(Role.MSP_ANALYST).get("/fleet").body())
                .contains("It could not be read whether accounts are blocked")
                .contains("Halden Logistics");
    }

    @Test
    void theTriageAsksForWhatIsChosenAndLeadsToTheFindings() {
        // When
        String shown = as(Role.MSP_ANALYST)
                .get("/fleet/triage?severity=high&owner=partner&after=100")
                .body();
        // Then
        assertThat(world.reportService().asked("/fleet/triage").query())
                .isEqualTo("severity=high&owner=partner&limit=100&cursor=100");
        assertThat(shown)
                .containsSubsequence("SSH is not open", "Halden Logistics", "8 d", "The root user", "1,400")
                .contains("/fleet/halden/enter?to=", "/fleet/triage?severity=high&amp;owner=partner&amp;after=100")
                .contains("<a href=\"/fleet/triage?severity=high\">Whoever must act</a>");
        assertThat(as(Role.MSP_VIEWER).get("/fleet/triage").body())
                .contains("Halden Logistics")
                .doesNotContain("/enter");
    }

    @Test
    void whatCannotBeAskedForAsksForEverything() {
        // When
        as(Role.MSP_ANALYST).get("/fleet/triage?severity=worst&owner=&after=-1");
        // Then
        assertThat(world.reportService().asked("/fleet/triage").query()).isEqualTo("limit=100&cursor=0");
    }
}
