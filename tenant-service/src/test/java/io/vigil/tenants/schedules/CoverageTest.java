package io.vigil.tenants.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Timetable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final TenantId TENANT = new TenantId(new UUID(7, 7));
    private static final AccountId ONE = new AccountId("111111111111");
    private static final AccountId TWO = new AccountId("222222222222");
    private static final List<AccountId> CONNECTED = List.of(ONE, TWO);

    private final ScanSchedule providers = schedule(AuditTrail.PROVIDER, true);
    private final ScanSchedule tenants = schedule(TENANT, true);
    private final ScanSchedule ofOne = schedule(TENANT, true, ONE);

    @Test
    void theProvidersHoldsForWhoeverHasNone() {
        assertThat(new Coverage(List.of(providers)).accounts(providers, CONNECTED))
                .containsExactly(ONE, TWO);
    }

    @Test
    void aTenantsReplacesTheProviders() {
        var coverage = new Coverage(List.of(tenants, providers));
        assertThat(coverage.accounts(providers, CONNECTED)).isEmpty();
        assertThat(coverage.accounts(tenants, CONNECTED)).containsExactly(ONE, TWO);
    }

    @Test
    void anAccountsOwnReplacesBoth() {
        var coverage = new Coverage(List.of(ofOne, tenants, providers));
        assertThat(coverage.of(ONE)).containsExactly(ofOne);
        assertThat(coverage.accounts(tenants, CONNECTED)).containsExactly(TWO);
        assertThat(new Coverage(List.of(ofOne, providers)).accounts(providers, CONNECTED))
                .containsExactly(TWO);
    }

    @Test
    void aPausedOneStillReplacesTheWiderOne() {
        ScanSchedule paused = schedule(TENANT, false);
        assertThat(new Coverage(List.of(paused, providers)).accounts(providers, CONNECTED))
                .isEmpty();
    }

    @Test
    void anAccountThatIsConnectedNoMoreStaysNamed() {
        ScanSchedule both = schedule(TENANT, true, ONE, TWO);
        assertThat(new Coverage(List.of(both)).accounts(both, List.of(TWO))).containsExactly(ONE, TWO);
    }

    @Test
    void severalOfOneLevelHoldTogether() {
        ScanSchedule weekly = schedule(TENANT, true);
        assertThat(new Coverage(List.of(tenants, weekly)).of(ONE)).containsExactly(tenants, weekly);
    }

    private static ScanSchedule schedule(TenantId owner, boolean enabled, AccountId... accounts) {
        return new ScanSchedule(
                owner,
                UUID.randomUUID(),
                "Nightly",
                new Timetable("0 2 * * *", ZoneOffset.UTC),
                Arrays.asList(accounts),
                ScanSchedule.Misfire.ONCE,
                enabled,
                Instant.EPOCH,
                "Somebody");
    }
}
