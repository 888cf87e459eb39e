package io.vigil.tenants.connections;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.ledger.NewScan;
import io.vigil.tenants.ledger.RequestScan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Scans an account as soon as it is connected: who connects one wants to see something. */
@ApplicationScoped
class FirstScan {
    private static final Logger LOG = Logger.getLogger(FirstScan.class);
    private static final String SHOWN_AS = "Vigil, since the account is connected";

    private final TenantTransaction transaction;
    private final RequestScan requestScan;

    FirstScan(TenantTransaction transaction, RequestScan requestScan) {
        this.transaction = transaction;
        this.requestScan = requestScan;
    }

    /** Nothing happens when there was a scan since the account was registered, whoever asked for it. */
    void startUnlessScanned(TenantId tenant, AccountId account) {
        if (!isUnscanned(tenant, account)) return;
        Caller ourselves = new Caller("tenant-service", Optional.of(tenant), Role.SERVICE, SHOWN_AS);
        try {
            requestScan.request(tenant, new NewScan(account, null, null, ScanClass.INTERACTIVE), ourselves);
        } catch (Problem gone) {
            LOG.infof("an account is not scanned for the first time: %d", gone.status());
        }
    }

    private boolean isUnscanned(TenantId tenant, AccountId account) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("""
                        select not exists (
                          select from scan s
                          where s.tenant_id = a.tenant_id and s.account_id = a.account_id
                            and s.requested_at >= a.created_at)
                        from aws_account a
                        where a.tenant_id = :tenant and a.account_id = :account and a.disconnected_at is null
                          and a.state = 'CONNECTED'
                        """)
                        .bind("tenant", tenant.value())
                        .bind("account", account.value())
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(false));
    }
}
