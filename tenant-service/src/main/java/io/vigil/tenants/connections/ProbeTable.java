package io.vigil.tenants.connections;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.AccountProbed;
import io.vigil.contracts.ProbeId;
import io.vigil.contracts.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The newest probe of each account: an answer to any other is late, replayed or forged. */
final class ProbeTable {
    private ProbeTable() {}

    /** @param ofActions whether what the role may do was asked, too */
    record Asked(boolean ofActions, boolean byPerson) {}

    static void ask(Handle handle, TenantId tenant, AccountId account, ProbeId probe, Asked how, Instant now) {
        handle.createUpdate("""
                        insert into account_probe (tenant_id, account_id, probe_id, of_actions, by_person, asked_at)
                        values (:tenant, :account, :probe, :actions, :person, :now)
                        on conflict (tenant_id, account_id) do update
                        set probe_id = excluded.probe_id, of_actions = excluded.of_actions,
                            by_person = excluded.by_person, asked_at = excluded.asked_at, answered_at = null
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .bind("probe", probe.value())
                .bind("actions", how.ofActions())
                .bind("person", how.byPerson())
                .bind("now", now)
                .execute();
    }

    /** Empty for an answer that nobody waits for; the same answer is taken once. */
    static Optional<Asked> answered(Handle handle, AccountProbed told, Instant now) {
        return handle.createQuery("""
                        update account_probe set answered_at = :now
                        where tenant_id = :tenant and account_id = :account and probe_id = :probe
                          and answered_at is null
                        returning of_actions, by_person
                        """)
                .bind("now", now)
                .bind("tenant", told.tenant().value())
                .bind("account", told.account().value())
                .bind("probe", told.probe().value())
                .map((row, context) -> new Asked(row.getBoolean("of_actions"), row.getBoolean("by_person")))
                .findOne();
    }

    /** Whether an answer is awaited that was asked for by a person, so that nobody needs to ask for it again. */
    static boolean awaitsAnswerFor(Handle handle, TenantId tenant, AccountId account, Instant since) {
        return handle.createQuery("""
                        select count(*) from account_probe
                        where tenant_id = :tenant and account_id = :account and by_person
                          and answered_at is null and asked_at > :since
                        """)
                        .bind("tenant", tenant.value())
                        .bind("account", account.value())
                        .bind("since", since)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** No answer is heard any more: it would speak of a registration that has ended. */
    static void forget(Handle handle, TenantId tenant, AccountId account, Instant now) {
        handle.createUpdate("""
                        update account_probe set answered_at = :now
                        where tenant_id = :tenant and account_id = :account and answered_at is null
                        """)
                .bind("now", now)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .execute();
    }
}
