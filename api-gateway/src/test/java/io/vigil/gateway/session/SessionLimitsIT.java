package io.vigil.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.TurnableClock;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnKeycloak
class SessionLimitsIT {
    private static final String ACCOUNTS = "/t/tidewater/accounts";

    @Inject
    World world;

    @Inject
    TurnableClock clock;

    @Inject
    SessionConfig config;

    @BeforeEach
    void aCustomerWithOneMember() {
        world.empty();
        var tenant = world.tenant("tidewater", "Tidewater Energy");
        world.member(World.VERA, "tidewater", Role.ADMIN);
        world.tenantService().on("GET", "/tenants/" + tenant + "/accounts", Upstream.json("[]"));
    }

    @Test
    void endsAfterHalfAnHourWithoutARequest() {
        // Given
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        clock.turn(Duration.ofMinutes(29));
        assertThat(visitor.get(ACCOUNTS).statusCode()).isEqualTo(200);
        clock.turn(Duration.ofMinutes(29));
        assertThat(visitor.get(ACCOUNTS).statusCode()).isEqualTo(200);
        // When
        clock.turn(Duration.ofMinutes(31));
        // Then
        assertThat(visitor.get(ACCOUNTS).statusCode()).isEqualTo(303);
    }

    @Test
    void endsTenHoursAfterTheLoginHoweverBusy() {
        // Given
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        Duration step = Duration.ofMinutes(20);
        for (Duration used = step; used.compareTo(config.absolute()) < 0; used = used.plus(step)) {
            clock.turn(step);
            assertThat(visitor.get(ACCOUNTS).statusCode()).as("after " + used).isEqualTo(200);
        }
        // When
        clock.turn(step);
        // Then
        assertThat(visitor.get(ACCOUNTS).statusCode()).isEqualTo(303);
    }

    @Test
    void tellsAPartOfAPageToAskForTheLoginItself() {
        // When
        var answer = world.visitor().get(ACCOUNTS, "HX-Request", "true");
        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect"))
                .hasValueSatisfying(to -> assertThat(to).startsWith("/login"));
    }
}
