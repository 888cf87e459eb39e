package io.vigil.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Tokens;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.InternalTokens;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the services hear of the provider's staff. */
@OnKeycloak
class StaffIT {
    @Inject
    World world;

    @Inject
    Tokens tokens;

    @Inject
    InternalTokens internal;

    private TenantId tidewater = TenantId.of("00000000-0000-0000-0000-000000000000");
    private TenantId juniper = TenantId.of("00000000-0000-0000-0000-000000000000");

    @BeforeEach
    void twoCustomers() {
        world.empty();
        tidewater = world.tenant("tidewater", "Tidewater Energy");
        juniper = world.tenant("juniper", "Juniper Clinics");
        world.tenantService().on("GET", "/tenants/[^/]+/accounts", Upstream.json("[]"));
    }

    @Test
    void staffIsSomebodyInATenantByItsGrantAlone() {
        // Given
        String nadia = tokens.of("nadia");
        world.provider(World.NADIA, Role.MSP_ANALYST);
        Optional<Caller> outside = heard(nadia, tidewater);
        // When
        GrantId grant = world.inside(World.NADIA, Role.MSP_ANALYST, "tidewater");
        Optional<Caller> inside = heard(nadia, tidewater);
        Optional<Caller> elsewhere = heard(nadia, juniper);
        // Then: the services refuse who is outside
        assertThat(outside.flatMap(Caller::grant)).isEmpty();
        assertThat(inside.flatMap(Caller::grant)).contains(new Grant(grant, Grant.Kind.WORK));
        assertThat(elsewhere.flatMap(Caller::grant)).isEmpty();
        assertThat(elsewhere.flatMap(Caller::tenant)).contains(juniper);
        var me = world.visitor().send(world.visitor().request("/api/v1/me").header("Authorization", "Bearer " + nadia));
        assertThat(tokens.read(me.body()).at("/grants/0/grant").asText()).isEqualTo(grant.toString());
    }

    private Optional<Caller> heard(String bearer, TenantId where) {
        var answer = world.visitor()
                .send(world.visitor()
                        .request("/api/v1/tenants/" + where + "/accounts")
                        .header("Authorization", "Bearer " + bearer));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return internal.verify(
                world.tenantService().asked("/tenants/" + where + "/accounts").token(), "tenant-service");
    }
}
