package io.vigil.reports.tenants;

import io.vigil.contracts.TenantChanged;
import io.vigil.reports.changes.KeptLog;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Keeps what a tenant is called, and its log of changes for as long as it is to be. An older event changes nothing. */
@ApplicationScoped
class TakeTenant {
    private final TenantTransaction transaction;
    private final KeptLog keptLog;

    TakeTenant(TenantTransaction transaction, KeptLog keptLog) {
        this.transaction = transaction;
        this.keptLog = keptLog;
    }

    void take(TenantChanged changed) {
        transaction.run(changed.tenant(), handle -> {
            keptLog.begin(handle, changed.tenant());
            if (keep(handle, changed)) keptLog.move(handle, changed.tenant(), changed.retention());
        });
    }

    private static boolean keep(Handle handle, TenantChanged changed) {
        return handle.createUpdate("""
                        insert into tenant_directory as t (tenant_id, slug, name, retention_months, revision)
                        values (:tenant, :slug, :name, :retention, :revision)
                        on conflict (tenant_id) do update set slug = excluded.slug, name = excluded.name,
                          retention_months = excluded.retention_months, revision = excluded.revision
                        where t.revision < excluded.revision
                        """)
                        .bind("tenant", changed.tenant().value())
                        .bind("slug", changed.slug())
                        .bind("name", changed.name())
                        .bind("retention", changed.retention().months())
                        .bind("revision", changed.revision())
                        .execute()
                == 1;
    }
}
