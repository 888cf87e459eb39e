package io.vigil.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.TurnableClock;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnKeycloak
class PagesOftenIT {
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    @Inject
    World world;

    @Inject
    RateLimits limits;

    @Inject
    LimitsConfig config;

    @Inject
    TurnableClock clock;

    @Test
    void whoAsksForMorePagesThanAPersonReadsIsToldHowLongToWait() {
        // Given
        var tenant = world.empty().tenant("tidewater", "Tidewater Energy");
        world.tenantService().on("GET", "/tenants/" + tenant + "/accounts", Upstream.json("[]"));
        String busy = UUID.randomUUID().toString();
        world.member(busy, "tidewater", Role.VIEWER);
        Visitor visitor = world.signedIn(busy, "Busy");
        assertThat(visitor.get("/t/tidewater/accounts").statusCode()).isEqualTo(200);
        // When as by a script, up to the last one; then time stands, so that none comes back
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 2 * config.perUser(); i++) limits.visit(busy);
                })
                .isInstanceOf(TooOften.class);
        clock.turn(A_WHILE.negated());
        // Then
        var answer = visitor.get("/t/tidewater/accounts");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("Too many requests", "Reference");
        int wait = Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow());
        assertThat(wait).isBetween(1, 60);
        // nobody else waits
        world.member(World.VERA, "tidewater", Role.VIEWER);
        assertThat(world.signedIn(World.VERA, "Vera")
                        .get("/t/tidewater/accounts")
                        .statusCode())
                .isEqualTo(200);
        clock.turn(A_WHILE.plusSeconds(wait));
        world.member(busy, "tidewater", Role.VIEWER);
        assertThat(visitor.get("/t/tidewater/accounts").statusCode()).isEqualTo(200);
    }
}
