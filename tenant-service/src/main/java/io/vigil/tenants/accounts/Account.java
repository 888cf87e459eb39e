package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connected AWS account.
 *
 * @param externalId what the role's trust policy must demand; made by us, 64 hex digits
 * @param stateMessage what AWS said when the role was refused
 * @param lastScanAt when a scan last brought something home
 */
public record Account(
        AccountId account,
        String name,
        String roleName,
        String roleArn,
        String externalId,
        List<Region> regions,
        State state,
        @Nullable String stateMessage,
        @Nullable Instant lastScanAt,
        Instant createdAt) {

    /** How the account's role answers. */
    public enum State {
        /** No scan has told yet. */
        PENDING,
        CONNECTED,
        REFUSED
    }
}
