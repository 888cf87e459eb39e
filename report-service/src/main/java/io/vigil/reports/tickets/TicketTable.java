package io.vigil.reports.tickets;

import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tickets of findings. */
final class TicketTable {
    private TicketTable() {}

    /** In the order in which they were linked. */
    static List<Ticket> of(Handle handle, TenantId tenant, FindingId finding) {
        return handle.createQuery("""
                        select * from finding_ticket where tenant_id = :tenant and finding_id = :finding order by added_at, key
                        """)
                .bind("tenant", tenant.value())
                .bind("finding", finding.value())
                .map((row, context) -> new Ticket(
                        row.getObject("ticket_id", UUID.class),
                        row.getString("key"),
                        row.getString("url"),
                        row.getTimestamp("added_at").toInstant(),
                        row.getString("added_by")))
                .list();
    }

    static boolean hasFinding(Handle handle, TenantId tenant, FindingId finding) {
        return handle.createQuery(
                        "select exists (select from finding where tenant_id = :tenant and finding_id = :finding)")
                .bind("tenant", tenant.value())
                .bind("finding", finding.value())
                .mapTo(Boolean.class)
                .one();
    }

    static void insert(Handle handle, TenantId tenant, FindingId finding, Ticket ticket) {
        handle.createUpdate("""
                        insert into finding_ticket (tenant_id, finding_id, ticket_id, key, url, added_at, added_by)
                        values (:tenant, :finding, :id, :key, :url, :at, :by)
                        """)
                .bind("tenant", tenant.value())
                .bind("finding", finding.value())
                .bind("id", ticket.id())
                .bind("key", ticket.key())
                .bind("url", ticket.url())
                .bind("at", ticket.addedAt())
                .bind("by", ticket.addedBy())
                .execute();
    }

    static void delete(Handle handle, TenantId tenant, FindingId finding, UUID id) {
        handle.createUpdate("""
                        delete from finding_ticket where tenant_id = :tenant and finding_id = :finding and ticket_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("finding", finding.value())
                .bind("id", id)
                .execute();
    }
}
