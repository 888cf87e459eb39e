package io.vigil.tenancy;

import io.vigil.contracts.AuditHead;
import io.vigil.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Deletes all that this service has of a tenant; the database finds the tables and keeps to its own rules for it. */
public final class EraseTenant {

    /** How long the transaction may take; nobody waits for it but who wants to hear of it. */
    public static final Duration AT_MOST = Duration.ofHours(1);

    /**
     * @param rows how many rows each table had
     * @param head of the tenant's audit trail at this service, the last word of it
     */
    public record Erased(Map<String, Long> rows, AuditHead head) {}

    private record Emptied(String name, long rows, String head) {}

    private EraseTenant() {}

    /**
     * In the caller's transaction, which is none of the tenant and may take {@link #AT_MOST}.
     *
     * @throws org.jdbi.v3.core.JdbiException with SQLSTATE 55P03 while somebody is still in the tenant; try again
     */
    public static Erased erase(Handle handle, TenantId tenant, Instant at) {
        List<Emptied> emptied = handle.createQuery("select emptied, had, head from erase_tenant(:tenant, :at)")
                .bind("tenant", tenant.value())
                .bind("at", at)
                .map((row, context) -> new Emptied(row.getString("emptied"), row.getLong("had"), row.getString("head")))
                .list();
        Map<String, Long> rows = new TreeMap<>();
        emptied.forEach(table -> rows.put(table.name(), table.rows()));
        String head = emptied.getFirst().head();
        return new Erased(rows, head.isEmpty() ? AuditHead.NONE : AuditHead.of(head));
    }
}
