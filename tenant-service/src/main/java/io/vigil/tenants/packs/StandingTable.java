package io.vigil.tenants.packs;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenants.Columns;
import io.vigil.tenants.packs.Standings.Standing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How each customer stands to what it answers for. Those that are being let go are left out: they can take note of nothing any more. */
final class StandingTable {
    private StandingTable() {}

    /** Since when nobody took note stays as it is until somebody does. */
    static void keep(Handle handle, TenantId tenant, Responsibility now, String catalogue, Instant at) {
        Responsibility.@Nullable Acknowledgement last = now.last();
        handle.createUpdate("""
                        insert into responsibility_standing as s (tenant_id, catalogue, pack_version, moved, unacknowledged,
                          missing_since, acknowledged_version, acknowledged_at)
                        values (:tenant, :catalogue, :version, :moved, :unacknowledged,
                          case when :missing then :at::timestamptz end, :acknowledged, :acknowledgedAt)
                        on conflict (tenant_id) do update set catalogue = excluded.catalogue,
                          pack_version = excluded.pack_version, moved = excluded.moved,
                          unacknowledged = excluded.unacknowledged,
                          missing_since = case when :missing then coalesce(s.missing_since, :at::timestamptz) end,
                          acknowledged_version = excluded.acknowledged_version, acknowledged_at = excluded.acknowledged_at
                        """)
                .bind("tenant", tenant.value())
                .bind("catalogue", catalogue)
                .bind("version", now.packVersion())
                .bind("moved", now.moved())
                .bind("unacknowledged", now.added().size())
                .bind("missing", now.acknowledge())
                .bind("at", at)
                .bind("acknowledged", last == null ? null : last.packVersion())
                .bind("acknowledgedAt", last == null ? null : last.at())
                .execute();
    }

    /** Customers of whom nothing is written down, or by the catalogue of another release. */
    static List<TenantId> outdated(Handle handle, String catalogue, int limit) {
        return handle.createQuery("""
                        select t.tenant_id from tenant t left join responsibility_standing s on s.tenant_id = t.tenant_id
                        where s.catalogue is distinct from :catalogue and STAYS
                        order by t.tenant_id limit :limit
                        """.replace("STAYS", Closings.STAYS))
                .bind("catalogue", catalogue)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list();
    }

    /** @param after the slug of the last customer of the page before */
    static List<Standing> page(Handle handle, boolean all, String after, int limit) {
        return handle.createQuery("""
                        select t.tenant_id, t.slug, t.name, s.pack_version, s.moved, s.unacknowledged, s.missing_since,
                          s.acknowledged_version, s.acknowledged_at
                        from responsibility_standing s join tenant t on t.tenant_id = s.tenant_id
                        where (:all or s.missing_since is not null) and t.slug > :after and STAYS
                        order by t.slug limit :limit
                        """.replace("STAYS", Closings.STAYS))
                .bind("all", all)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Standing(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getString("slug"),
                        row.getString("name"),
                        row.getLong("pack_version"),
                        row.getInt("moved"),
                        row.getInt("unacknowledged"),
                        Columns.maybeInstant(row, "missing_since").orElse(null),
                        row.getObject("acknowledged_version", Long.class),
                        Columns.maybeInstant(row, "acknowledged_at").orElse(null)))
                .list();
    }

    record Counts(int customers, int missing) {}

    static Counts counts(Handle handle) {
        return handle.createQuery("""
                        select count(*) as customers, count(missing_since) as missing from responsibility_standing t
                        where STAYS
                        """.replace("STAYS", Closings.STAYS))
                .map((row, context) -> new Counts(row.getInt("customers"), row.getInt("missing")))
                .one();
    }
}
