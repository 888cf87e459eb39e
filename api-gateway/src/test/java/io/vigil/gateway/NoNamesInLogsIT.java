package io.vigil.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.test.HeardLog;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Tokens;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who reads the logs learns of no customer and of nobody in it; what happened is told apart by ids and references. */
@OnKeycloak
class NoNamesInLogsIT {
    private static final String SLUG = "quillon-works";

    @Inject
    World world;

    @Inject
    Tokens tokens;

    @Test
    void whateverIsRefusedMissingOrBrokenNamesNobody() {
        // Given
        TenantId tenant = world.empty().tenant(SLUG, "Quillon Works Ltd");
        world.tenant("halden", "Halden Logistics");
        String at = "/tenants/" + tenant;
        String home = "/t/" + SLUG;
        String sentence = "Quillon Works: odile@quillon.example is a member already";
        world.tenantService()
                .on("GET", at + "/accounts", Upstream.problem(409, sentence))
                .on("GET", at + "/tokens", Upstream.problem(500, sentence))
                .on("POST", at + "/invitations", Upstream.problem(409, sentence));
        try (HeardLog heard = HeardLog.begin()) {
            // When
            world.member(World.VERA, SLUG, Role.ADMIN);
            Visitor vera = world.signedIn(World.VERA, "Odile Quillon Works");
            for (String page : List.of("/accounts", "/settings/tokens", "/posture", "/nothing-here", "/findings/x"))
                vera.get(home + page);
            vera.post(home + "/members", Map.of("csrf", vera.csrf(), "email", "odile@quillon.example"));
            vera.post(home + "/theme", Map.of("csrf", "wrong"));
            vera.get("/api/v1" + at + "/tokens", "Authorization", "Bearer " + tokens.of("vera"));
            world.member(World.VERA, "halden", Role.ADMIN);
            Visitor stranger = world.signedIn(World.VERA, "Vera");
            stranger.get(home + "/posture");
            stranger.get(home + "/scans/0198a000-0000-7000-8000-000000000501/progress");
            world.provider(World.NADIA, Role.MSP_ANALYST);
            Visitor outside = world.signedIn(World.NADIA, "Nadia");
            outside.get(home + "/findings");
            outside.get(home + "/findings.csv");
            outside.get("/fleet/" + SLUG + "/nothing-here");
            // Then
            assertThat(heard.lines()).anyMatch(line -> line.contains("reference"));
            assertThat(heard.lines())
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("quillon"));
        }
    }
}
