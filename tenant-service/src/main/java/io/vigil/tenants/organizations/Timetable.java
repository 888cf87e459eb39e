package io.vigil.tenants.organizations;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenants.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** When an organization of any tenant is read again, and when its rule is served. */
final class Timetable {
    private Timetable() {}

    record Entry(TenantId tenant, OrganizationId organization) {}

    /** @param hasRule which is then served at once */
    static void wasRead(
            Handle handle, TenantId tenant, OrganizationId organization, Instant again, boolean hasRule, Instant now) {
        handle.createUpdate("""
                        insert into aws_organization_timetable (tenant_id, organization_id, read_at, enrol_at)
                        values (:tenant, :organization, :again, :enrol)
                        on conflict (tenant_id, organization_id) do update
                        set read_at = excluded.read_at, enrol_at = excluded.enrol_at
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", organization.value())
                .bind("again", again)
                .bind("enrol", hasRule ? now : null)
                .execute();
    }

    /** Each for one caller only, and due again at the time that is given. */
    static List<Entry> takeDueReadings(Handle handle, Instant now, Instant again, int limit) {
        return take(handle, "read_at", now, again, limit);
    }

    /** Each for one caller only, and due again at the time that is given unless {@link #served} says otherwise. */
    static List<Entry> takeDueRules(Handle handle, Instant now, Instant again, int limit) {
        return take(handle, "enrol_at", now, again, limit);
    }

    private static List<Entry> take(Handle handle, String column, Instant now, Instant again, int limit) {
        return handle.createQuery("""
                        update aws_organization_timetable set %1$s = :again
                        where (tenant_id, organization_id) in (
                          select tenant_id, organization_id from aws_organization_timetable t where %1$s <= :now and %2$s
                          order by %1$s limit :limit
                          for update skip locked)
                        returning tenant_id, organization_id
                        """.formatted(column, Closings.STAYS))
                .bind("now", now)
                .bind("again", again)
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new OrganizationId(row.getString("organization_id"))))
                .list();
    }

    /** @param at empty when there is no rule any more */
    static void enrol(Handle handle, TenantId tenant, OrganizationId organization, Optional<Instant> at) {
        handle.createUpdate("""
                        update aws_organization_timetable set enrol_at = :at
                        where tenant_id = :tenant and organization_id = :organization
                        """)
                .bind("at", at.orElse(null))
                .bind("tenant", tenant.value())
                .bind("organization", organization.value())
                .execute();
    }

    /**
     * Of a rule that was taken; one that was changed or read since then stays due.
     *
     * @param taken until when it was taken
     * @param next empty when all accounts of the rule are connected, or there is none
     */
    static void served(Handle handle, Entry entry, Instant taken, Optional<Instant> next) {
        handle.createUpdate("""
                        update aws_organization_timetable set enrol_at = :next
                        where tenant_id = :tenant and organization_id = :organization and enrol_at = :taken
                        """)
                .bind("next", next.orElse(null))
                .bind("tenant", entry.tenant().value())
                .bind("organization", entry.organization().value())
                .bind("taken", taken)
                .execute();
    }

    static Optional<Instant> nextReading(Handle handle, TenantId tenant, OrganizationId organization) {
        return handle.createQuery("""
                        select read_at from aws_organization_timetable
                        where tenant_id = :tenant and organization_id = :organization
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", organization.value())
                .map((row, context) -> Columns.instant(row, "read_at"))
                .findOne();
    }
}
