package io.vigil.tenants.connections;

import io.vigil.checks.iam.DeclaredOperations;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.ProbeId;
import io.vigil.contracts.ProbeRequested;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.NewIds;
import io.vigil.tenants.accounts.Account;
import io.vigil.tenants.accounts.AccountDisconnected;
import io.vigil.tenants.accounts.Accounts;
import io.vigil.tenants.accounts.Registry;
import io.vigil.tenants.packs.Catalogue;
import io.vigil.tenants.packs.Packs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Has a worker try an account's door and, behind one that is known to open, what the role may do. */
@ApplicationScoped
class AskProbe {
    private final DeclaredOperations operations = DeclaredOperations.load();
    private final TenantTransaction transaction;
    private final Packs packs;
    private final Catalogue catalogue;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final NewIds ids;
    private final ConnectionsConfig config;
    private final InstantSource clock;

    AskProbe(
            TenantTransaction transaction,
            Packs packs,
            Catalogue catalogue,
            Outbox outbox,
            AuditTrail audit,
            NewIds ids,
            ConnectionsConfig config,
            InstantSource clock) {
        this.transaction = transaction;
        this.packs = packs;
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.audit = audit;
        this.ids = ids;
        this.config = config;
        this.clock = clock;
    }

    /** Since it is due; nothing happens if the account has gone, or if somebody's own test of it is under way. */
    void onSchedule(TenantId tenant, AccountId account) {
        transaction.run(tenant, handle -> {
            Optional<Accounts.Access> access = Accounts.access(handle, tenant, account);
            if (access.isEmpty() || isUnderWay(handle, tenant, account)) return;
            ask(handle, tenant, account, access.get(), /* byPerson */ false);
        });
    }

    private boolean isUnderWay(Handle handle, TenantId tenant, AccountId account) {
        return ProbeTable.awaitsAnswerFor(
                handle, tenant, account, clock.instant().minus(config.answerWithin()));
    }

    /**
     * Now, for somebody who waits; while one is under way, another is not needed.
     *
     * @throws io.vigil.tenancy.Problem 404 when the account is not connected
     */
    void forPerson(TenantId tenant, AccountId account, Caller by) {
        transaction.run(tenant, handle -> {
            Accounts.Access access =
                    Accounts.access(handle, tenant, account).orElseThrow(() -> Accounts.notConnected(account));
            if (isUnderWay(handle, tenant, account)) return;
            ask(handle, tenant, account, access, /* byPerson */ true);
            audit.append(handle, tenant, by, "account.tested", account.value(), Map.of());
        });
    }

    private void ask(Handle handle, TenantId tenant, AccountId account, Accounts.Access access, boolean byPerson) {
        Instant now = clock.instant();
        boolean ofActions = access.state() == Account.State.CONNECTED;
        ProbeId probe = ids.probe();
        ProbeTable.ask(handle, tenant, account, probe, new ProbeTable.Asked(ofActions, byPerson), now);
        Registry.probeAt(handle, tenant, account, now.plus(config.answerWithin()));
        outbox.append(
                handle,
                new ProbeRequested(
                        tenant,
                        account,
                        probe,
                        access.roleName(),
                        access.externalId(),
                        access.regions(),
                        ofActions ? needed(handle, tenant, account) : List.of(),
                        now));
    }

    private List<String> needed(Handle handle, TenantId tenant, AccountId account) {
        return List.copyOf(operations.of(
                catalogue.enabledBy(packs.inForce(handle, tenant, account).pack())));
    }

    void forget(@Observes AccountDisconnected gone) {
        ProbeTable.forget(gone.handle(), gone.tenant(), gone.account(), clock.instant());
    }
}
