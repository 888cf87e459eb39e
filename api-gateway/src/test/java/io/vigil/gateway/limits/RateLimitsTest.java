package io.vigil.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final TenantId TIDEWATER = new TenantId(new UUID(1, 1));
    private static final TenantId JUNIPER = new TenantId(new UUID(1, 2));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T12:00:00Z"));
    private final RateLimits limits = new RateLimits(
            new LimitsConfig() {
                @Override
                public int perToken() {
                    return 3;
                }

                @Override
                public int perUser() {
                    return 6;
                }

                @Override
                public int perTenant() {
                    return 12;
                }

                @Override
                public int refusedPerAddress() {
                    return 2;
                }
            },
            now::get);

    private static Caller person(String subject, TenantId tenant) {
        return new Caller(subject, Optional.of(tenant), Role.VIEWER, "Ida");
    }

    private static Caller token(String subject, String token, TenantId tenant) {
        return new Caller(subject, Optional.of(tenant), Role.VIEWER, "Ida", Optional.empty(), Optional.of(token));
    }

    private int served(Caller caller, int tries) {
        int served = 0;
        for (int i = 0; i < tries; i++) if (limits.take(caller).isEmpty()) served++;
        return served;
    }

    @Test
    void eachTokenHasItsOwnAndItsOwnerAllOfThemTogether() {
        assertThat(served(token("ida", "vgl_a", TIDEWATER), 9)).isEqualTo(3);
        assertThat(served(token("ida", "vgl_b", TIDEWATER), 9)).isEqualTo(3);
        assertThat(served(person("ida", TIDEWATER), 9)).isZero();
        assertThat(served(person("bo", TIDEWATER), 9)).isEqualTo(6);
    }

    @Test
    void pagesAndTheApiCountTogetherForAPerson() {
        // Given
        assertThat(served(person("ida", TIDEWATER), 4)).isEqualTo(4);
        // When
        limits.visit("ida");
        limits.visit("ida");
        // Then
        assertThatThrownBy(() -> limits.visit("ida"))
                .isInstanceOfSatisfying(
                        TooOften.class, often -> assertThat(often.seconds()).isBetween(1L, 20L));
        assertThat(served(person("ida", TIDEWATER), 1)).isZero();
        limits.visit("bo");
    }

    @Test
    void aTenantThatAsksTooMuchTakesNothingFromAnother() {
        assertThat(served(person("ida", TIDEWATER), 9) + served(person("bo", TIDEWATER), 9))
                .isEqualTo(12);
        assertThat(served(person("cy", TIDEWATER), 9)).isZero();
        assertThat(served(person("cy2", JUNIPER), 9)).isEqualTo(6);
    }

    @Test
    void whoWaitsAsLongAsItIsSaidIsServed() {
        // Given
        Caller caller = token("ida", "vgl_a", TIDEWATER);
        served(caller, 3);
        Duration wait = limits.take(caller).orElseThrow();
        // When
        now.updateAndGet(then -> then.plus(wait));
        // Then
        assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(limits.take(caller)).isEmpty();
    }

    @Test
    void anAddressThatBringsTokensThatDoNotHoldMustWait() {
        assertThat(limits.waitOf("203.0.113.9")).isEmpty();
        limits.refused("203.0.113.9");
        limits.refused("203.0.113.9");
        assertThat(limits.waitOf("203.0.113.9")).isPresent();
        assertThat(limits.waitOf("203.0.113.10")).isEmpty();
    }
}
