package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What was done in a tenant and by whom, in the transaction that did it. Each entry's hash covers the one before it, so
 * an altered or missing row is found by {@link #firstBroken}.
 */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class AuditTrail {
    private static final String START = "";

    /**
     * @param action past tense, such as {@code account.connected}
     * @param subject what it was done to, such as the AWS account id
     * @param detail canonical JSON
     */
    public record Entry(
            long seq,
            Instant at,
            String actor,
            String role,
            String action,
            String subject,
            String detail,
            String previous,
            String hash) {}

    private final InstantSource clock;

    AuditTrail(InstantSource clock) {
        this.clock = clock;
    }

    public void append(
            Handle handle, TenantId tenant, Caller actor, String action, String subject, Map<String, Object> detail) {
        handle.execute("select pg_advisory_xact_lock(hashtextextended('audit ' || ?, 0))", tenant.toString());
        Optional<Entry> last =
                entries(handle, tenant, "order by seq desc limit 1").stream().findFirst();
        long seq = last.map(Entry::seq).orElse(0L) + 1;
        String previous = last.map(Entry::hash).orElse(START);
        // PostgreSQL keeps microseconds; a finer time would not hash the same after it was read back
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String json = json(detail);
        String hash = hash(tenant, seq, at, actor.subject(), actor.role().name(), action, subject, json, previous);
        handle.createUpdate("""
                        insert into audit (tenant_id, seq, at, actor, role, action, subject, detail, previous, hash)
                        values (:tenant, :seq, :at, :actor, :role, :action, :subject, :detail, :previous, :hash)
                        """)
                .bind("tenant", tenant.value())
                .bind("seq", seq)
                .bind("at", at)
                .bind("actor", actor.subject())
                .bind("role", actor.role().name())
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", json)
                .bind("previous", previous)
                .bind("hash", hash)
                .execute();
    }

    /** The first entry that is not what was written, or that follows a missing one; empty when the chain is whole. */
    public Optional<Entry> firstBroken(Handle handle, TenantId tenant) {
        String previous = START;
        long expected = 1;
        for (Entry entry : entries(handle, tenant, "order by seq")) {
            String hash = hash(
                    tenant,
                    entry.seq(),
                    entry.at(),
                    entry.actor(),
                    entry.role(),
                    entry.action(),
                    entry.subject(),
                    entry.detail(),
                    previous);
            if (entry.seq() != expected
                    || !entry.previous().equals(previous)
                    || !entry.hash().equals(hash)) return Optional.of(entry);
            previous = entry.hash();
            expected++;
        }
        return Optional.empty();
    }

    /** The newest first. */
    public List<Entry> newest(Handle handle, TenantId tenant, int limit) {
        return entries(handle, tenant, "order by seq desc limit " + limit);
    }

    private static List<Entry> entries(Handle handle, TenantId tenant, String order) {
        return handle.createQuery("""
                        select seq, at, actor, role, action, subject, detail, previous, hash
                        from audit where tenant_id = :tenant
                        """ + order)
                .bind("tenant", tenant.value())
                .map((rs, ctx) -> new Entry(
                        rs.getLong("seq"),
                        rs.getTimestamp("at").toInstant(),
                        rs.getString("actor"),
                        rs.getString("role"),
                        rs.getString("action"),
                        rs.getString("subject"),
                        rs.getString("detail"),
                        rs.getString("previous"),
                        rs.getString("hash")))
                .list();
    }

    private static String json(Map<String, Object> detail) {
        try {
            return EventJson.MAPPER.writeValueAsString(new TreeMap<>(detail));
        } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
            throw new IllegalArgumentException("audit detail has no JSON form", notJson);
        }
    }

    private static String hash(Object... fields) {
        return EventJson.digest(
                java.util.Arrays.stream(fields).map(Object::toString).toList());
    }
}
