package io.vigil.reports.workbench;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Adds to an audit the time that somebody had one of its pages open and was active. */
@ApplicationScoped
public class CountTime {
    private final TenantTransaction transaction;
    private final InstantSource clock;

    CountTime(TenantTransaction transaction, InstantSource clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The beat of a page. Two pages of one person are one person.
     *
     * @param account whose page it is; empty for the audit's own
     * @return seconds that the audit took so far
     * @throws Problem 403 for a service account, 404 for what is not there, 409 if the audit is signed off
     */
    long beat(TenantId tenant, UUID audit, Optional<AccountId> account, Caller by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Act person = Act.of(by, now);
        return transaction.call(tenant, handle -> {
            AuditTable.keepOpen(handle, tenant, audit);
            account.ifPresent(id -> AccountTable.find(handle, tenant, audit, id));
            Duration added = AuditMinutes.between(last(handle, tenant, audit, person), now);
            add(handle, tenant, audit, account.map(AccountId::value).orElse(""), person, added);
            return AuditTable.find(handle, tenant, audit).seconds();
        });
    }

    /** Whoever beats twice at once does so after each other. */
    private static Optional<Instant> last(Handle handle, TenantId tenant, UUID audit, Act person) {
        List<Instant> beats = handle.createQuery("""
                        select beat_at from weekly_audit_time
                        where tenant_id = :tenant and audit_id = :audit and subject = :by order by account for update
                        """)
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bind("by", person.subject())
                .map((row, context) -> row.getTimestamp("beat_at").toInstant())
                .list();
        return beats.stream().max(Comparator.naturalOrder());
    }

    private static void add(Handle handle, TenantId tenant, UUID audit, String account, Act person, Duration added) {
        handle.createUpdate("""
                        insert into weekly_audit_time as t (tenant_id, audit_id, subject, account, name, millis, beat_at)
                        values (:tenant, :audit, :by, :account, :name, :millis, :now)
                        on conflict (tenant_id, audit_id, subject, account) do update set
                          name = excluded.name, millis = t.millis + excluded.millis, beat_at = greatest(t.beat_at, excluded.beat_at)
                        """)
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bind("by", person.subject())
                .bind("account", account)
                .bind("name", person.name())
                .bind("millis", added.toMillis())
                .bind("now", person.at())
                .execute();
    }
}
