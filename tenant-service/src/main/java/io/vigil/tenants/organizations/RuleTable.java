package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenants.Columns;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** At most one rule an organization. */
final class RuleTable {
    private RuleTable() {}

    static void put(Handle handle, TenantId tenant, EnrolRule rule) {
        handle.createUpdate("""
                        insert into aws_organization_rule
                          (tenant_id, organization_id, units, except_units, except_accounts, changed_at, changed_by)
                        values (:tenant, :organization, :units, :exceptUnits, :exceptAccounts, :now, :by)
                        on conflict (tenant_id, organization_id) do update
                        set units = excluded.units, except_units = excluded.except_units,
                            except_accounts = excluded.except_accounts, changed_at = excluded.changed_at,
                            changed_by = excluded.changed_by
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", rule.organization().value())
                .bindArray("units", String.class, rule.units())
                .bindArray("exceptUnits", String.class, rule.exceptUnits())
                .bindArray(
                        "exceptAccounts",
                        String.class,
                        rule.exceptAccounts().stream().map(AccountId::value).toList())
                .bind("now", rule.changedAt())
                .bind("by", rule.changedBy())
                .execute();
    }

    /** Whether there was one. */
    static boolean delete(Handle handle, TenantId tenant, OrganizationId organization) {
        return handle.createUpdate("""
                        delete from aws_organization_rule where tenant_id = :tenant and organization_id = :organization
                        """)
                        .bind("tenant", tenant.value())
                        .bind("organization", organization.value())
                        .execute()
                > 0;
    }

    static Optional<EnrolRule> find(Handle handle, TenantId tenant, OrganizationId organization) {
        return handle.createQuery("""
                        select * from aws_organization_rule where tenant_id = :tenant and organization_id = :organization
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", organization.value())
                .map((row, context) -> new EnrolRule(
                        organization,
                        Columns.texts(row, "units"),
                        Columns.texts(row, "except_units"),
                        Columns.texts(row, "except_accounts").stream()
                                .map(AccountId::new)
                                .toList(),
                        Columns.instant(row, "changed_at"),
                        row.getString("changed_by")))
                .findOne();
    }
}
