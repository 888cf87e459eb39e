package io.vigil.reports.attestations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.AttestationId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.attestations.Attestation.Act;
import io.vigil.reports.attestations.Attestation.State;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of attestations; their evidence lies in {@link EvidenceTable}. */
final class AttestationTable {
    /** What it is at a moment: nobody writes down that a day has passed. */
    static final String STATE = """
            case when a.ends_at > :now then a.state when a.state = 'IN_FORCE' then 'ENDED'
              when a.state = 'WAITING' then 'LAPSED' else a.state end""";

    static final String ROWS = "select a.*, " + STATE + " as state_now from attestation a where a.tenant_id = :tenant ";

    private AttestationTable() {}

    static void insert(Handle handle, TenantId tenant, Attestation made) {
        handle.createUpdate("""
                        insert into attestation (tenant_id, attestation_id, state, framework, requirement, title, account, statement,
                          valid_until, ends_at, requested_at, requested_by, requested_by_name, requested_by_role)
                        values (:tenant, :id, 'WAITING', :framework, :requirement, :title, :account, :statement,
                          :validUntil, :endsAt, :at, :by, :byName, :byRole)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", made.id().value())
                .bind("framework", made.framework())
                .bind("requirement", made.requirement())
                .bind("title", made.title())
                .bind("account", made.account() == null ? null : made.account().value())
                .bind("statement", made.statement())
                .bind("validUntil", made.validUntil())
                .bind("endsAt", made.endsAt())
                .bind("at", made.requested().at())
                .bind("by", made.requested().subject())
                .bind("byName", made.requested().name())
                .bind("byRole", made.requested().role().name())
                .execute();
    }

    static Optional<Attestation> find(Handle handle, TenantId tenant, AttestationId id, Instant now) {
        return find(handle, tenant, id, now, "");
    }

    /**
     * It stays as it is until the transaction ends.
     *
     * @throws Problem 404 if the tenant has none of this id
     */
    static Attestation lock(Handle handle, TenantId tenant, AttestationId id, Instant now) {
        return find(handle, tenant, id, now, " for update").orElseThrow(() -> Problem.notFound("no attestation " + id));
    }

    private static Optional<Attestation> find(
            Handle handle, TenantId tenant, AttestationId id, Instant now, String lock) {
        return handle.createQuery(ROWS + "and a.attestation_id = :id" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("now", now)
                .map((row, context) -> of(row))
                .findOne()
                .map(found -> EvidenceTable.withEvidence(handle, tenant, List.of(found))
                        .getFirst());
    }

    static void approve(Handle handle, TenantId tenant, AttestationId id, Act by) {
        handle.createUpdate("""
                        update attestation set state = 'IN_FORCE', approved_at = :at, approved_by = :by, approved_by_name = :byName,
                          approved_by_role = :byRole, approval_note = :note
                        where tenant_id = :tenant and attestation_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("at", by.at())
                .bind("by", by.subject())
                .bind("byName", by.name())
                .bind("byRole", by.role().name())
                .bind("note", by.note())
                .execute();
    }

    static void over(Handle handle, TenantId tenant, AttestationId id, State how, Act by) {
        handle.createUpdate("""
                        update attestation set state = :state, over_at = :at, over_by = :by, over_by_name = :byName,
                          over_by_role = :byRole, over_note = :note
                        where tenant_id = :tenant and attestation_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("state", how.name())
                .bind("at", by.at())
                .bind("by", by.subject())
                .bind("byName", by.name())
                .bind("byRole", by.role().name())
                .bind("note", by.note())
                .execute();
    }

    static void evidenceChanged(Handle handle, TenantId tenant, AttestationId id) {
        handle.createUpdate("""
                        update attestation set revision = revision + 1
                        where tenant_id = :tenant and attestation_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute();
    }

    static int goingOn(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery("""
                        select count(*) from attestation
                        where tenant_id = :tenant and state in ('WAITING', 'IN_FORCE') and ends_at > :now
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    /** Without its evidence. */
    static Attestation of(ResultSet row) throws SQLException {
        String account = row.getString("account");
        Act requested = act(row, "requested", null);
        if (requested == null) throw new IllegalStateException("an attestation that nobody made");
        return new Attestation(
                new AttestationId(row.getObject("attestation_id", UUID.class)),
                State.valueOf(row.getString("state_now")),
                row.getString("framework"),
                row.getString("requirement"),
                row.getString("title"),
                account == null ? null : new AccountId(account),
                row.getString("statement"),
                row.getObject("valid_until", LocalDate.class),
                row.getTimestamp("ends_at").toInstant(),
                row.getInt("revision"),
                requested,
                act(row, "approved", row.getString("approval_note")),
                act(row, "over", row.getString("over_note")),
                List.of());
    }

    private static @Nullable Act act(ResultSet row, String what, @Nullable String note) throws SQLException {
        var at = row.getTimestamp(what + "_at");
        if (at == null) return null;
        return new Act(
                at.toInstant(),
                row.getString(what + "_by"),
                row.getString(what + "_by_name"),
                Role.valueOf(row.getString(what + "_by_role")),
                note);
    }
}
