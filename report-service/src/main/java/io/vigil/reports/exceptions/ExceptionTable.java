package io.vigil.reports.exceptions;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.AcceptedRisk.Act;
import io.vigil.reports.exceptions.AcceptedRisk.State;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of exceptions. */
final class ExceptionTable {
    private ExceptionTable() {}

    static void insert(Handle handle, TenantId tenant, AcceptedRisk made) {
        Scope scope = made.scope();
        handle.createUpdate("""
                        insert into exception (tenant_id, exception_id, state, account, check_id, resource, tag_key, tag_value, tag,
                          reason, control, ends_at, remind, requested_at, requested_by, requested_by_name, requested_by_role)
                        values (:tenant, :id, :state, :account, :check, :resource, :tagKey, :tagValue, :tag,
                          :reason, :control, :endsAt, :remind, :at, :by, :byName, :byRole)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", made.id().value())
                .bind("state", made.state().name())
                .bind(
                        "account",
                        scope.account() == null ? null : scope.account().value())
                .bind("check", scope.check() == null ? null : scope.check().value())
                .bind("resource", scope.resource())
                .bind("tagKey", scope.tag() == null ? null : scope.tag().key())
                .bind("tagValue", scope.tag() == null ? null : scope.tag().value())
                .bind("tag", scope.tag() == null ? null : scope.tag().text())
                .bind("reason", made.reason())
                .bind("control", made.control())
                .bind("endsAt", made.endsAt())
                .bindArray("remind", String.class, made.remind())
                .bind("at", made.requested().at())
                .bind("by", made.requested().subject())
                .bind("byName", made.requested().name())
                .bind("byRole", made.requested().role().name())
                .execute();
    }

    static Optional<AcceptedRisk> find(Handle handle, TenantId tenant, ExceptionId id) {
        return find(handle, tenant, id, "");
    }

    /**
     * It stays as it is until the transaction ends.
     *
     * @throws Problem 404 if the tenant has none of this id
     */
    static AcceptedRisk lock(Handle handle, TenantId tenant, ExceptionId id) {
        return find(handle, tenant, id, " for update").orElseThrow(() -> Problem.notFound("no exception " + id));
    }

    private static Optional<AcceptedRisk> find(Handle handle, TenantId tenant, ExceptionId id, String lock) {
        return handle.createQuery("select * from exception where tenant_id = :tenant and exception_id = :id" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> of(row))
                .findOne();
    }

    static void approve(Handle handle, TenantId tenant, ExceptionId id, Act by) {
        handle.createUpdate("""
                        update exception set state = 'IN_FORCE', approved_at = :at, approved_by = :by, approved_by_name = :byName,
                          approved_by_role = :byRole, approval_note = :note
                        where tenant_id = :tenant and exception_id = :id
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

    static void taken(Handle handle, TenantId tenant, ExceptionId id, int findings) {
        handle.createUpdate("update exception set taken = :taken where tenant_id = :tenant and exception_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("taken", findings)
                .execute();
    }

    static void over(Handle handle, TenantId tenant, Collection<ExceptionId> ids, State how, Act by) {
        handle.createUpdate("""
                        update exception set state = :state, over_at = :at, over_by = :by, over_by_name = :byName,
                          over_by_role = :byRole, over_note = :note
                        where tenant_id = :tenant and exception_id = any (:ids)
                        """)
                .bind("tenant", tenant.value())
                .bindArray(
                        "ids", UUID.class, ids.stream().map(ExceptionId::value).toArray())
                .bind("state", how.name())
                .bind("at", by.at())
                .bind("by", by.subject())
                .bind("byName", by.name())
                .bind("byRole", by.role().name())
                .bind("note", by.note())
                .execute();
    }

    /** Of which the end has come, and nobody wrote it down yet. */
    static List<AcceptedRisk> due(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery("""
                        select * from exception where tenant_id = :tenant and state in ('WAITING', 'IN_FORCE') and ends_at <= :now
                        order by ends_at, exception_id for update
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now)
                .map((row, context) -> of(row))
                .list();
    }

    static int goingOn(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "select count(*) from exception where tenant_id = :tenant and state in ('WAITING', 'IN_FORCE')")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    static AcceptedRisk of(ResultSet row) throws SQLException {
        String account = row.getString("account");
        String check = row.getString("check_id");
        String tagKey = row.getString("tag_key");
        Act requested = act(row, "requested", null);
        if (requested == null) throw new IllegalStateException("an exception that nobody asked for");
        return new AcceptedRisk(
                new ExceptionId(row.getObject("exception_id", UUID.class)),
                State.valueOf(row.getString("state")),
                new Scope(
                        account == null ? null : new AccountId(account),
                        check == null ? null : new CheckId(check),
                        row.getString("resource"),
                        tagKey == null ? null : new Scope.Tag(tagKey, row.getString("tag_value"))),
                row.getString("reason"),
                row.getString("control"),
                row.getTimestamp("ends_at").toInstant(),
                List.of((String[]) row.getArray("remind").getArray()),
                requested,
                act(row, "approved", row.getString("approval_note")),
                row.getInt("taken"),
                act(row, "over", row.getString("over_note")));
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
