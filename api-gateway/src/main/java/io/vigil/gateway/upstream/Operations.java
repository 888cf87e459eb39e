package io.vigil.gateway.upstream;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import java.time.Instant;
import java.util.List;

/** Of how the platform is, what the portal shows: accounts that are blocked, the longest first. */
public record Operations(List<Blocked> blocked) {

    /** @param since when its role was found to let others in */
    public record Blocked(TenantId tenant, AccountId account, Instant since) {}
}
