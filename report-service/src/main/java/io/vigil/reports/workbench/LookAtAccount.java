package io.vigil.reports.workbench;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.changes.CutLog;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Brings an account of an audit up to now, and says who looks at it. */
@ApplicationScoped
public class LookAtAccount {
    private final TenantTransaction transaction;
    private final AuditTrail trail;
    private final InstantSource clock;

    LookAtAccount(TenantTransaction transaction, AuditTrail trail, InstantSource clock) {
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What is found now is what is signed; what is written to the log later belongs to the next audit.
     *
     * @throws Problem 403 for a service account, 404 for what is not there, 409 if it is signed off, 503 while a large scan is
     *     taken over
     */
    AuditedAccount look(TenantId tenant, UUID audit, AccountId account, Caller by) {
        return transaction.call(tenant, handle -> {
            long seq = CutLog.cut(handle, tenant);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Act looking = Act.of(by, now);
            AuditTable.lockOpen(handle, tenant, audit);
            AccountTable.unsigned(handle, tenant, audit, account);
            CollectItems.collect(handle, tenant, audit, List.of(account), seq, now);
            AccountTable.looked(handle, tenant, audit, account, looking);
            AuditedAccount found = AccountTable.find(handle, tenant, audit, account);
            trail.append(
                    handle,
                    tenant,
                    by,
                    "audit.account.looked",
                    account.toString(),
                    Map.of("audit", audit.toString(), "items", found.sums().items()));
            return found;
        });
    }
}
