package io.vigil.tenants.connections;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.DeniedAction;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.Region;
import io.vigil.tenants.accounts.Account;
import io.vigil.tenants.accounts.AccountHistory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an account's role answers, why, and what to do.
 *
 * @param outcome of the last try; absent before the first
 * @param title what is the matter, in a sentence
 * @param fix what to do about it; absent where nothing is to be done
 * @param words AWS's own
 * @param causes what it may be, the likeliest first; only where AWS does not tell
 * @param nextCheckAt when it is tried again by itself
 * @param regionsOff regions of the connection that do not know the account
 * @param actions what the role may not do; absent until that was tried
 */
record Connection(
        AccountId account,
        Account.State state,
        Instant since,
        @Nullable ProbeOutcome outcome,
        String title,
        @Nullable String fix,
        @Nullable String words,
        List<Cause> causes,
        @Nullable Instant checkedAt,
        @Nullable Instant nextCheckAt,
        List<Region> regionsOff,
        @Nullable Actions actions,
        List<AccountHistory.Step> history) {

    /** @param step that decides whether it is this */
    record Cause(String cause, String step) {}

    /**
     * @param allowed how many operations AWS did not deny
     * @param untold how many it answered in a way that tells neither
     */
    record Actions(Instant checkedAt, int allowed, int untold, List<Missing> missing) {}

    /** @param checks that cannot be judged without it */
    record Missing(
            String action, String operation, DeniedAction.By by, String fix, String words, List<CheckId> checks) {}
}
