package io.vigil.tenants.transfers;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;

/** The one side of an agreement: whose account it is offers it to one other customer, or takes the offer back. */
@ApplicationScoped
class OfferTransfer {
    private static final String PREFIX = "vgt_";
    private static final int SECRET_BYTES = 32;

    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final TransfersConfig config;
    private final SecureRandom random;
    private final InstantSource clock;

    OfferTransfer(
            TenantTransaction transaction,
            AuditTrail audit,
            TransfersConfig config,
            SecureRandom random,
            InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.config = config;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What was offered before is offered no more.
     *
     * @throws Problem 404 when the account is not connected, 400 when it is offered to its own customer
     */
    Transfer.Made offer(TenantId tenant, AccountId account, NewTransfer asked, Caller by) {
        String code = draw();
        return transaction.call(tenant, handle -> {
            if (Accounts.access(handle, tenant, account).isEmpty()) throw Accounts.notConnected(account);
            if (TransferTable.isSlugOf(handle, tenant, asked.customer()))
                throw Problem.badRequest("customer: '%s' has the account already".formatted(asked.customer()));
            Transfer transfer = new Transfer(asked.customer(), now().plus(config.life()));
            TransferTable.offer(
                    handle, tenant, account, EventJson.digestOf(code.getBytes(StandardCharsets.UTF_8)), transfer);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "account.offered",
                    account.value(),
                    Map.of(
                            "customer",
                            asked.customer(),
                            "until",
                            transfer.until().toString()));
            return new Transfer.Made(transfer.customer(), transfer.until(), code);
        });
    }

    /** @throws Problem 404 when nothing is offered */
    Transfer find(TenantId tenant, AccountId account) {
        return transaction
                .call(tenant, handle -> TransferTable.find(handle, tenant, account, now()))
                .orElseThrow(() -> notOffered(account));
    }

    void withdraw(TenantId tenant, AccountId account, Caller by) {
        transaction.run(tenant, handle -> {
            if (!TransferTable.withdraw(handle, tenant, account, now())) throw notOffered(account);
            audit.append(handle, tenant, by, "account.offer.withdrawn", account.value(), Map.of());
        });
    }

    private static Problem notOffered(AccountId account) {
        return Problem.notFound("AWS account %s is offered to nobody".formatted(account));
    }

    private String draw() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
