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
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Signs accounts of an audit off, and with the last of them the audit. Of two who sign the same account at once the first did, and
 * the second is told.
 */
@ApplicationScoped
public class SignOff {
    private final TenantTransaction transaction;
    private final FinishAudit finishAudit;
    private final AuditTrail trail;
    private final InstantSource clock;

    SignOff(TenantTransaction transaction, FinishAudit finishAudit, AuditTrail trail, InstantSource clock) {
        this.transaction = transaction;
        this.finishAudit = finishAudit;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * One that somebody looked at, or in which nothing changed.
     *
     * @param revision that who signs saw
     * @param note null leaves the one that is there
     * @throws Problem 400 for what is no text, 403 for a service account, 404 for what is not there, 409 if it is signed off,
     *     nobody looked at it, or it is not as it was seen
     */
    WeeklyAudit account(
            TenantId tenant, UUID audit, AccountId account, int revision, @Nullable String note, Caller by) {
        String text = NoteAccount.text(note);
        return transaction.call(tenant, handle -> {
            Act signing = Act.of(by, clock.instant().truncatedTo(ChronoUnit.MICROS));
            AuditTable.lockOpen(handle, tenant, audit);
            AuditedAccount seen = AccountTable.unsigned(handle, tenant, audit, account);
            NoteAccount.demandSeen(seen, revision);
            if (seen.looked() == null && !seen.unchanged())
                throw Problem.conflict("nobody looked at account %s; look at it first".formatted(account));
            if (note != null) NoteAccount.write(handle, tenant, audit, seen, text, signing);
            sign(handle, tenant, audit, List.of(account), /* together */ false, signing);
            trail.append(
                    handle,
                    tenant,
                    by,
                    "audit.account.signed",
                    account.toString(),
                    Map.of("audit", audit.toString(), "items", seen.sums().items()));
            return finishAudit.ifAllSigned(handle, tenant, audit, by, signing);
        });
    }

    /**
     * Every account in which nothing changed until now, in one action. Those in which something did meanwhile stay, with it.
     *
     * @throws Problem 403 for a service account, 404 for what is not there, 409 if the audit is signed off or no account is
     *     unchanged, 503 while a large scan is taken over
     */
    WeeklyAudit unchanged(TenantId tenant, UUID audit, Caller by) {
        return transaction.call(tenant, handle -> {
            long seq = CutLog.cut(handle, tenant);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Act signing = Act.of(by, now);
            AuditTable.lockOpen(handle, tenant, audit);
            // what somebody looked through stays as that one saw it, until it is looked at again
            List<AccountId> unseen = AccountTable.unchanged(handle, tenant, audit);
            CollectItems.collect(handle, tenant, audit, unseen, seq, now);
            List<AccountId> still = AccountTable.unchanged(handle, tenant, audit);
            if (still.isEmpty())
                throw Problem.conflict("something is to be looked at in every account that is not signed off");
            sign(handle, tenant, audit, still, /* together */ true, signing);
            trail.append(
                    handle,
                    tenant,
                    by,
                    "audit.unchanged.signed",
                    audit.toString(),
                    Map.of("accounts", still.stream().map(AccountId::value).toList()));
            return finishAudit.ifAllSigned(handle, tenant, audit, by, signing);
        });
    }

    private static void sign(
            Handle handle, TenantId tenant, UUID audit, List<AccountId> accounts, boolean together, Act by) {
        AccountTable.sign(handle, tenant, audit, accounts, together, by);
        FleetAudits.signed(handle, tenant, audit, accounts);
        FleetAudits.keep(handle, tenant, audit);
    }
}
