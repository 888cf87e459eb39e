package io.vigil.reports.attestations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.AttestationId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.attestations.Attestation.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is attested of a tenant's requirements at a moment, of all its accounts or of one. What is attested of one account
 * alone is never said of all.
 *
 * @param words of each requirement the one that lasts longest, in force or ended
 * @param waiting the newest that waits for an answer
 * @param accounts how many have an attestation in force of their own; asked of all accounts alone
 */
public record AttestedRequirements(
        Map<ControlId, Attestation> words, Map<ControlId, AttestationId> waiting, Map<ControlId, Integer> accounts) {
    private static final String CONCERNS = " and (a.account is null or a.account = :account) ";

    /** @param account besides those of all accounts, its own */
    public static AttestedRequirements read(Handle handle, TenantId tenant, Optional<AccountId> account, Instant now) {
        return new AttestedRequirements(
                words(handle, tenant, account, now),
                waiting(handle, tenant, account, now),
                account.isPresent() ? Map.of() : accounts(handle, tenant, now));
    }

    /** In force, or over by its day. */
    public @Nullable Attestation word(ControlId requirement) {
        return words.get(requirement);
    }

    public @Nullable AttestationId waitingFor(ControlId requirement) {
        return waiting.get(requirement);
    }

    public int accountsOf(ControlId requirement) {
        return accounts.getOrDefault(requirement, 0);
    }

    private static Map<ControlId, Attestation> words(
            Handle handle, TenantId tenant, Optional<AccountId> account, Instant now) {
        List<Attestation> rows = handle.createQuery("""
                        select distinct on (a.framework, a.requirement) a.*, %s as state_now from attestation a
                        where a.tenant_id = :tenant and a.state = 'IN_FORCE' %s
                        order by a.framework, a.requirement, a.ends_at desc, a.attestation_id
                        """.formatted(AttestationTable.STATE, CONCERNS))
                .bind("tenant", tenant.value())
                .bind("account", account.map(AccountId::value).orElse(null))
                .bind("now", now)
                .map((row, context) -> AttestationTable.of(row))
                .list();
        Map<ControlId, Attestation> words = new HashMap<>();
        EvidenceTable.withEvidence(handle, tenant, rows)
                .forEach(attestation -> words.put(attestation.control(), attestation));
        return words;
    }

    private static Map<ControlId, AttestationId> waiting(
            Handle handle, TenantId tenant, Optional<AccountId> account, Instant now) {
        record Row(ControlId control, AttestationId id) {}
        Map<ControlId, AttestationId> waiting = new HashMap<>();
        handle.createQuery("""
                        select a.framework, a.requirement, a.attestation_id from attestation a
                        where a.tenant_id = :tenant and a.state = :state and a.ends_at > :now %s
                        order by a.requested_at, a.attestation_id
                        """.formatted(CONCERNS))
                .bind("tenant", tenant.value())
                .bind("account", account.map(AccountId::value).orElse(null))
                .bind("state", State.WAITING.name())
                .bind("now", now)
                .map((row, context) -> new Row(
                        ControlId.of(row.getString("framework"), row.getString("requirement")),
                        new AttestationId(row.getObject("attestation_id", UUID.class))))
                .forEach(row -> waiting.put(row.control(), row.id()));
        return waiting;
    }

    private static Map<ControlId, Integer> accounts(Handle handle, TenantId tenant, Instant now) {
        record Row(ControlId control, int accounts) {}
        Map<ControlId, Integer> accounts = new HashMap<>();
        handle.createQuery("""
                        select framework, requirement, count(distinct account) as accounts from attestation
                        where tenant_id = :tenant and state = 'IN_FORCE' and ends_at > :now and account is not null
                        group by framework, requirement
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now)
                .map((row, context) -> new Row(
                        ControlId.of(row.getString("framework"), row.getString("requirement")), row.getInt("accounts")))
                .forEach(row -> accounts.put(row.control(), row.accounts()));
        return accounts;
    }
}
