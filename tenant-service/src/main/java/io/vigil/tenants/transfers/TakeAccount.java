package io.vigil.tenants.transfers;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.Account;
import io.vigil.tenants.accounts.ConnectAccount;
import io.vigil.tenants.accounts.DisconnectAccount;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The other side: takes an account with the code that its customer handed over. It is let go in the one tenant's transaction
 * and connected in the other's; should the second fail, the account is kept for the taker for a while, who tries again.
 * Nothing of what was found goes along: history stays with whose account it was then.
 */
@ApplicationScoped
class TakeAccount {
    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final DisconnectAccount disconnectAccount;
    private final ConnectAccount connectAccount;
    private final AuditTrail audit;
    private final TransfersConfig config;
    private final InstantSource clock;

    TakeAccount(
            PlatformTransaction platform,
            TenantTransaction transaction,
            DisconnectAccount disconnectAccount,
            ConnectAccount connectAccount,
            AuditTrail audit,
            TransfersConfig config,
            InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.disconnectAccount = disconnectAccount;
        this.connectAccount = connectAccount;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /** @throws Problem 409 for a code that does not open this account to this customer, for whatever reason */
    Account take(TenantId taker, Acceptance asked, Caller by) {
        AccountId account = asked.connect().account();
        connectAccount.demandConnectable(asked.connect());
        Optional<TenantId> giver =
                platform.call(handle -> TransferTable.giver(handle, account, asked.digest(), taker, clock.instant()));
        if (giver.isEmpty()) return connectKept(taker, asked, by);
        letGo(giver.get(), taker, account, asked.digest());
        return connectAccount.connect(taker, asked.connect(), by);
    }

    /** The code opened the account before, and connecting it broke off then; or it never did. */
    private Account connectKept(TenantId taker, Acceptance asked, Caller by) {
        try {
            return connectAccount.connect(taker, asked.connect(), by);
        } catch (Problem refused) {
            throw notGoodInsteadOf(409, refused, asked.connect().account());
        }
    }

    private void letGo(TenantId giver, TenantId taker, AccountId account, String digest) {
        transaction.run(giver, handle -> {
            Instant now = clock.instant();
            // somebody else with the code, or the giver, may have been quicker
            if (TransferTable.giver(handle, account, digest, taker, now).isEmpty()) throw notGood(account);
            disconnect(handle, giver, account);
            String slug = TransferTable.pass(handle, giver, account, digest, taker, now, now.plus(config.keptFor()))
                    .orElseThrow(() -> notGood(account));
            audit.append(
                    handle,
                    giver,
                    Caller.service("tenant-service", Optional.of(giver)),
                    "account.transferred",
                    account.value(),
                    Map.of("customer", slug));
        });
    }

    /** What was read before may have been let go since, by whoever was quicker. */
    private void disconnect(Handle handle, TenantId giver, AccountId account) {
        try {
            disconnectAccount.letGo(handle, giver, account);
        } catch (Problem gone) {
            throw notGoodInsteadOf(404, gone, account);
        }
    }

    private static Problem notGoodInsteadOf(int status, Problem refused, AccountId account) {
        return refused.status() == status ? notGood(account) : refused;
    }

    private static Problem notGood(AccountId account) {
        return Problem.conflict(
                "this code does not open AWS account %s to you: it was mistyped, is over or taken back, is for another customer, or the account is yours already"
                        .formatted(account));
    }
}
