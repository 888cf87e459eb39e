package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connected AWS account.
 *
 * @param externalId what the role's trust policy must demand; made by us, 64 hex digits; only for those who make the role
 * @param stateMessage what AWS said when the role was refused
 * @param stateSince when it came to its state
 * @param checkedAt when its door was last tried
 * @param lastScanAt when a scan last brought something home
 */
public record Account(
        AccountId account,
        String name,
        String roleName,
        String roleArn,
        @Nullable String externalId,
        List<Region> regions,
        State state,
        @Nullable String stateMessage,
        Instant stateSince,
        @Nullable Instant checkedAt,
        @Nullable Instant lastScanAt,
        Instant createdAt) {

    /** How the account's role answers. */
    public enum State {
        /** It never answered; nobody has said that it should. */
        PENDING,
        CONNECTED,
        REFUSED,
        /** Others could enter it through us: it is not scanned until a probe has found it safe. */
        UNSAFE
    }

    Account withoutExternalId() {
        return new Account(
                account,
                name,
                roleName,
                roleArn,
                null,
                regions,
                state,
                stateMessage,
                stateSince,
                checkedAt,
                lastScanAt,
                createdAt);
    }
}
