package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The mail addresses that get a tenant's reports: whoever confirmed for any of them, and did not leave. */
public final class ReportReaders {
    private ReportReaders() {}

    public static List<String> of(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select distinct address from subscription_recipient
                        where tenant_id = :tenant and state = 'CONFIRMED' order by 1
                        """)
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .list();
    }
}
