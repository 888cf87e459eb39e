package io.vigil.reports.workbench;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.changes.CutLog;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Opens the audit of a tenant with all that there is to look at. Of two who open it at once both get the same one. */
@ApplicationScoped
public class OpenAudit {
    /** How far back an account's log counts that nobody ever signed off. */
    static final Duration AT_FIRST = Duration.ofDays(7);

    /** @param first whether it was opened now, and not by somebody before */
    record Opened(WeeklyAudit audit, boolean first) {}

    private final TenantTransaction transaction;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final SecureRandom random;

    OpenAudit(TenantTransaction transaction, AuditTrail trail, InstantSource clock, SecureRandom random) {
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
        this.random = random;
    }

    /** @throws Problem 403 for a service account, 409 without an account to audit, 503 while a large scan is taken over */
    Opened open(TenantId tenant, Caller by) {
        return transaction.call(tenant, handle -> {
            long seq = CutLog.cut(handle, tenant);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Act opened = Act.of(by, now);
            Optional<UUID> before = AuditTable.open(handle, tenant);
            if (before.isPresent()) return new Opened(AuditTable.find(handle, tenant, before.get()), false);
            UUID audit = Uuids.ofName("audit", random.nextLong(), random.nextLong());
            AuditTable.insert(handle, tenant, audit, seq, opened);
            List<AccountId> accounts = AccountTable.insert(handle, tenant, audit, seq, now, AT_FIRST);
            if (accounts.isEmpty()) throw Problem.conflict("there is no account to audit; connect one first");
            CollectItems.collect(handle, tenant, audit, accounts, seq, now);
            FleetAudits.keep(handle, tenant, audit);
            WeeklyAudit made = AuditTable.find(handle, tenant, audit);
            trail.append(
                    handle,
                    tenant,
                    by,
                    "audit.opened",
                    audit.toString(),
                    Map.of("number", made.number(), "accounts", accounts.size()));
            return new Opened(made, true);
        });
    }
}
