package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.AuditChain;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads a tenant's audit trail at this service. */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class ReadAudit {
    /** How many rows a walk over the whole trail holds at once. */
    private static final int BATCH = 1000;

    /**
     * @param items newest first
     * @param next {@code before} of the page that follows; null on the last
     * @param head the newest row of the whole trail, to be kept elsewhere
     */
    public record Page(List<AuditEntry> items, @Nullable Long next, AuditHead head) {}

    private final TenantTransaction transaction;
    private final String service;

    ReadAudit(TenantTransaction transaction, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.transaction = transaction;
        this.service = service;
    }

    /** @param before only rows with a smaller number */
    public Page page(TenantId tenant, AuditFilter filter, long before, int limit) {
        return transaction.call(tenant, handle -> {
            List<AuditEntry> found = newest(handle, tenant, filter, before, limit + 1);
            boolean more = found.size() > limit;
            List<AuditEntry> items = more ? found.subList(0, limit) : found;
            return new Page(items, more ? items.getLast().seq() : null, AuditTrail.head(handle, tenant));
        });
    }

    public List<AuditEntry> newest(TenantId tenant, int limit) {
        return page(tenant, AuditFilter.ALL, Long.MAX_VALUE, limit).items();
    }

    private List<AuditEntry> newest(Handle handle, TenantId tenant, AuditFilter filter, long before, int limit) {
        return select(handle, tenant, filter, "and seq < :seq", before, "desc", limit);
    }

    /**
     * Every row, oldest first, page by page; what is written meanwhile is left out.
     *
     * @return the newest row of the trail when it began
     */
    AuditHead forEach(TenantId tenant, AuditFilter filter, Consumer<AuditEntry> take) {
        AuditHead head = transaction.call(tenant, handle -> AuditTrail.head(handle, tenant));
        long seen = 0;
        while (true) {
            long after = seen;
            List<AuditEntry> batch = transaction.call(
                    tenant, handle -> select(handle, tenant, filter, "and seq > :seq", after, "asc", BATCH));
            for (AuditEntry entry : batch) {
                if (entry.seq() > head.seq()) return head;
                take.accept(entry);
                seen = entry.seq();
            }
            if (batch.size() < BATCH) return head;
        }
    }

    /** The first row that is not what was written; empty when the trail is whole. */
    public Optional<AuditChain.Fault> firstFault(TenantId tenant) {
        AuditChain chain = new AuditChain();
        List<AuditChain.Fault> faults = new java.util.ArrayList<>();
        AuditHead head = forEach(tenant, AuditFilter.ALL, entry -> {
            if (faults.isEmpty()) chain.next(entry).ifPresent(faults::add);
        });
        return faults.isEmpty() ? chain.end(head) : Optional.of(faults.getFirst());
    }

    private List<AuditEntry> select(
            Handle handle, TenantId tenant, AuditFilter filter, String side, long seq, String order, int limit) {
        return handle.createQuery("""
                        select tenant_id, seq, at, actor, role, action, subject, detail, previous, hash,
                               form, actor_name, grant_id, token_id, reason
                        from audit
                        where tenant_id = :tenant SIDE
                          and (:actor::text is null or actor = :actor or strpos(lower(actor_name), lower(:actor)) > 0)
                          and (:action::text is null or action = :action or starts_with(action, :action || '.'))
                          and (:from::timestamptz is null or at >= :from)
                          and (:until::timestamptz is null or at < :until)
                        order by seq ORDER limit :limit
                        """.replace("SIDE", side).replace("ORDER", order))
                .bind("tenant", tenant.value())
                .bind("seq", seq)
                .bind("actor", filter.actor())
                .bind("action", filter.action())
                .bind("from", filter.from())
                .bind("until", filter.until())
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list();
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        return new AuditEntry(
                row.getInt("form"),
                new TenantId(row.getObject("tenant_id", java.util.UUID.class)),
                service,
                row.getLong("seq"),
                at,
                row.getString("actor"),
                row.getString("actor_name"),
                row.getString("role"),
                row.getString("grant_id"),
                row.getString("token_id"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("previous"),
                row.getString("hash"));
    }
}
