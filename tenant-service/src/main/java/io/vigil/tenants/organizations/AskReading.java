package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationRequested;
import io.vigil.contracts.ReadingId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.NewIds;
import io.vigil.tenants.accounts.AccountDisconnected;
import io.vigil.tenants.accounts.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Has a worker read the organization that an account manages. */
@ApplicationScoped
class AskReading {
    private final TenantTransaction transaction;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final NewIds ids;
    private final OrganizationsConfig config;
    private final InstantSource clock;

    AskReading(
            TenantTransaction transaction,
            Outbox outbox,
            AuditTrail audit,
            NewIds ids,
            OrganizationsConfig config,
            InstantSource clock) {
        this.transaction = transaction;
        this.outbox = outbox;
        this.audit = audit;
        this.ids = ids;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Now, for somebody who waits; while one is under way, another is not needed.
     *
     * @throws Problem 404 when the account is not connected, 409 when its role is unsafe
     */
    void forPerson(TenantId tenant, AccountId account, Caller by) {
        transaction.run(tenant, handle -> {
            Accounts.Access access =
                    Accounts.access(handle, tenant, account).orElseThrow(() -> Accounts.notConnected(account));
            if (access.isBlocked()) throw Problem.conflict(Accounts.blocked(account));
            if (isUnderWay(handle, tenant, account)) return;
            ask(handle, tenant, account, access);
            audit.append(handle, tenant, by, "organization.reading.requested", account.value(), Map.of());
        });
    }

    /** Since it is due; nothing happens if the account through which it was read is no longer connected. */
    void onSchedule(TenantId tenant, OrganizationId organization) {
        transaction.run(tenant, handle -> {
            Optional<AccountId> through =
                    TreeTable.find(handle, tenant, organization).map(TreeTable.Row::account);
            if (through.isEmpty()) return;
            Optional<Accounts.Access> access = Accounts.access(handle, tenant, through.get());
            if (access.isEmpty() || access.get().isBlocked() || isUnderWay(handle, tenant, through.get())) return;
            ask(handle, tenant, through.get(), access.get());
        });
    }

    private boolean isUnderWay(Handle handle, TenantId tenant, AccountId account) {
        Instant since = clock.instant().minus(config.answerWithin());
        return ReadingTable.find(handle, tenant, account)
                .filter(reading ->
                        reading.answeredAt() == null && reading.askedAt().isAfter(since))
                .isPresent();
    }

    private void ask(Handle handle, TenantId tenant, AccountId account, Accounts.Access access) {
        Instant now = clock.instant();
        ReadingId reading = ids.reading();
        ReadingTable.ask(handle, tenant, account, reading, now);
        outbox.append(
                handle,
                new OrganizationRequested(tenant, account, reading, access.roleName(), access.externalId(), now));
    }

    void forget(@Observes AccountDisconnected gone) {
        ReadingTable.forget(gone.handle(), gone.tenant(), gone.account(), clock.instant());
    }
}
