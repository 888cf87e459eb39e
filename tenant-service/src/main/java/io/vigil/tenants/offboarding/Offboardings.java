package io.vigil.tenants.offboarding;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Shows who is on the way out. */
@ApplicationScoped
class Offboardings {
    private final PlatformTransaction platform;
    private final OffboardingConfig config;

    Offboardings(PlatformTransaction platform, OffboardingConfig config) {
        this.platform = platform;
        this.config = config;
    }

    /** @throws Problem 404 when the customer is not being off-boarded */
    Offboarding find(TenantId tenant) {
        return platform.call(handle -> OffboardingTable.find(handle, tenant))
                .orElseThrow(Offboardings::none)
                .shown(config.services());
    }

    List<Offboarding> all() {
        return platform.call(OffboardingTable::all).stream()
                .map(row -> row.shown(config.services()))
                .toList();
    }

    /** @throws Problem 404 until the customer is erased */
    String certificate(TenantId tenant) {
        return platform.call(handle -> OffboardingTable.find(handle, tenant))
                .flatMap(OffboardingTable.Row::certificate)
                .orElseThrow(Offboardings::none);
    }

    /**
     * One that can still be cancelled or ordered to its end, for whoever does either. The marker comes first, as where an
     * off-boarding begins, so that no two wait for each other.
     *
     * @throws Problem 404 when there is none, or no way back any more
     */
    static OffboardingTable.Row lock(Handle handle, TenantId tenant) {
        Closings.lock(handle, tenant);
        return OffboardingTable.lock(handle, tenant)
                .filter(row -> row.state() == Offboarding.State.FREEZING || row.state() == Offboarding.State.EXPORTED)
                .orElseThrow(Offboardings::none);
    }

    private static Problem none() {
        return Problem.notFound("nothing is here");
    }
}
