package io.vigil.tenants.offboarding;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

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

    static Problem none() {
        return Problem.notFound("nothing is here");
    }
}
