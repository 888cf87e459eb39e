package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationNodes;
import io.vigil.contracts.OrganizationNodes.Unit;
import io.vigil.contracts.TenantId;
import io.vigil.tenants.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Organizations as they were last read whole. */
final class TreeTable {
    private TreeTable() {}

    /** @param account through which it was read */
    record Row(OrganizationId organization, AccountId management, AccountId account, Instant readAt) {}

    /** In place of what was there; accounts that are gone are marked, and keep the unit in which they were. */
    static void keep(Handle handle, TenantId tenant, Row row, OrganizationNodes nodes) {
        handle.createUpdate("""
                        insert into aws_organization (tenant_id, organization_id, management, account_id, read_at)
                        values (:tenant, :organization, :management, :account, :now)
                        on conflict (tenant_id, organization_id) do update
                        set management = excluded.management, account_id = excluded.account_id,
                            read_at = excluded.read_at
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", row.organization().value())
                .bind("management", row.management().value())
                .bind("account", row.account().value())
                .bind("now", row.readAt())
                .execute();
        keepUnits(handle, tenant, row, nodes.units());
        keepMembers(handle, tenant, row, nodes.members());
    }

    private static void keepUnits(Handle handle, TenantId tenant, Row row, List<Unit> units) {
        handle.createUpdate("""
                        delete from aws_organization_unit where tenant_id = :tenant and organization_id = :organization
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", row.organization().value())
                .execute();
        PreparedBatch batch = handle.prepareBatch("""
                insert into aws_organization_unit (tenant_id, organization_id, unit_id, parent_id, name, place)
                values (:tenant, :organization, :unit, :parent, :name, :place)
                on conflict do nothing
                """);
        for (int place = 0; place < units.size(); place++)
            batch.bind("tenant", tenant.value())
                    .bind("organization", row.organization().value())
                    .bind("unit", units.get(place).id())
                    .bind("parent", units.get(place).parent())
                    .bind("name", units.get(place).name())
                    .bind("place", place)
                    .add();
        if (batch.size() > 0) batch.execute();
    }

    private static void keepMembers(Handle handle, TenantId tenant, Row row, List<OrganizationNodes.Member> members) {
        handle.createUpdate("""
                        update aws_organization_member set left_at = :now
                        where tenant_id = :tenant and organization_id = :organization and left_at is null
                          and account_id <> all (:still)
                        """)
                .bind("now", row.readAt())
                .bind("tenant", tenant.value())
                .bind("organization", row.organization().value())
                .bindArray(
                        "still",
                        String.class,
                        members.stream().map(member -> member.account().value()).toList())
                .execute();
        PreparedBatch batch = handle.prepareBatch("""
                insert into aws_organization_member
                  (tenant_id, organization_id, account_id, unit_id, name, aws_state, seen_at)
                values (:tenant, :organization, :account, :unit, :name, :state, :now)
                on conflict (tenant_id, organization_id, account_id) do update
                set unit_id = excluded.unit_id, name = excluded.name, aws_state = excluded.aws_state, left_at = null
                """);
        for (OrganizationNodes.Member member : members)
            batch.bind("tenant", tenant.value())
                    .bind("organization", row.organization().value())
                    .bind("account", member.account().value())
                    .bind("unit", member.unit())
                    .bind("name", member.name())
                    .bind("state", member.state().name())
                    .bind("now", row.readAt())
                    .add();
        if (batch.size() > 0) batch.execute();
    }

    /** Of those that are connected it stays known that they left. */
    static void dropLeft(Handle handle, TenantId tenant, OrganizationId organization, Instant before) {
        handle.createUpdate("""
                        delete from aws_organization_member m
                        where m.tenant_id = :tenant and m.organization_id = :organization and m.left_at < :before
                          and not exists (select 1 from aws_account a
                                          where a.tenant_id = m.tenant_id and a.account_id = m.account_id
                                            and a.disconnected_at is null)
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", organization.value())
                .bind("before", before)
                .execute();
    }

    static Optional<Row> find(Handle handle, TenantId tenant, OrganizationId organization) {
        return handle.createQuery("""
                        select * from aws_organization where tenant_id = :tenant and organization_id = :organization
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", organization.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    static List<Row> list(Handle handle, TenantId tenant) {
        return handle.createQuery("select * from aws_organization where tenant_id = :tenant order by organization_id")
                .bind("tenant", tenant.value())
                .map((row, context) -> row(row))
                .list();
    }

    /** Each after its parent. */
    static List<Unit> units(Handle handle, TenantId tenant, OrganizationId organization) {
        return handle.createQuery("""
                        select unit_id, parent_id, name from aws_organization_unit
                        where tenant_id = :tenant and organization_id = :organization order by place
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", organization.value())
                .map((row, context) ->
                        new Unit(row.getString("unit_id"), row.getString("parent_id"), row.getString("name")))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new OrganizationId(row.getString("organization_id")),
                new AccountId(row.getString("management")),
                new AccountId(row.getString("account_id")),
                Columns.instant(row, "read_at"));
    }
}
