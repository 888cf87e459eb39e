package io.vigil.reports.tenants;

import io.vigil.contracts.TenantId;
import org.jdbi.v3.core.Handle;

/** What a customer is called in the names of its files. */
public final class Slug {
    private Slug() {}

    /** Letters, digits and hyphens alone; {@code customer} while the tenant is not known here. */
    public static String of(Handle handle, TenantId tenant) {
        return handle.createQuery("select slug from tenant_directory where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .map(slug -> slug.replaceAll("[^A-Za-z0-9-]", "-"))
                .orElse("customer");
    }
}
