package io.vigil.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * What was done in a tenant and by whom, in the transaction that did it. Each row's hash covers the one before it, so an
 * altered, missing or inserted row is found by walking the chain ({@link io.vigil.contracts.AuditChain}).
 */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class AuditTrail {
    /** Whose chain holds what the provider's people do in no tenant. */
    public static final TenantId PROVIDER = new TenantId(new UUID(0, 0));

    /** A client chooses the length of a path or a name. */
    private static final int LONGEST_TEXT = 2000;

    private final InstantSource clock;
    private final String service;

    AuditTrail(InstantSource clock, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.clock = clock;
        this.service = service;
    }

    /**
     * Adds what was done. The reason for what is done by a grant stands with the grant.
     *
     * @param action past tense, such as {@code account.connected}
     * @param subject what it was done to, such as the AWS account id
     */
    public void append(
            Handle handle, TenantId tenant, Caller actor, String action, String subject, Map<String, Object> detail) {
        append(handle, tenant, actor, action, subject, /* reason */ "", detail);
    }

    /** As the other, with a reason that was given for this one act. */
    public void append(
            Handle handle,
            TenantId tenant,
            Caller actor,
            String action,
            String subject,
            String reason,
            Map<String, Object> detail) {
        AuditHead last = lockHead(handle, tenant);
        AuditEntry entry = new AuditEntry(
                        AuditEntry.FORM,
                        tenant,
                        service,
                        last.seq() + 1,
                        // PostgreSQL keeps microseconds; a finer time would not hash the same after it was read back
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        storable(actor.subject()),
                        storable(actor.displayName()),
                        actor.role().name(),
                        actor.grant().map(grant -> grant.id().toString()).orElse(""),
                        actor.token().orElse(""),
                        action,
                        storable(subject),
                        storable(reason),
                        json(detail),
                        last.hash(),
                        "")
                .sealed();
        insert(handle, entry);
        handle.createUpdate("update audit_head set seq = :seq, hash = :hash where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .bind("seq", entry.seq())
                .bind("hash", entry.hash())
                .execute();
    }

    /**
     * Adds to the provider's own chain what was done about a tenant, in that tenant's transaction. The tenant is told by
     * its id alone: the row stays when nothing else of it is left.
     */
    public void appendForProvider(Handle handle, Caller actor, String action, TenantId about) {
        asProvider(handle, () -> {
            append(handle, PROVIDER, actor, action, about.toString(), Map.of());
            return about;
        });
    }

    /** The newest row of the provider's own chain, asked in whichever transaction. */
    public AuditHead providersHead(Handle handle) {
        return asProvider(handle, () -> head(handle, PROVIDER));
    }

    private static <R> R asProvider(Handle handle, Supplier<R> work) {
        String tenant = handle.createQuery("select coalesce(current_setting('app.tenant', true), '')")
                .mapTo(String.class)
                .one();
        handle.execute("select set_config('app.tenant', ?, true)", PROVIDER.toString());
        R done = work.get();
        handle.execute("select set_config('app.tenant', ?, true)", tenant);
        return done;
    }

    /** The tenant's writers follow each other until the end of their transactions; other tenants' do not wait. */
    private static AuditHead lockHead(Handle handle, TenantId tenant) {
        handle.createUpdate(
                        "insert into audit_head (tenant_id, seq, hash) values (:tenant, 0, '') on conflict do nothing")
                .bind("tenant", tenant.value())
                .execute();
        return head(handle, tenant, " for update");
    }

    /** The newest row; {@link AuditHead#NONE} when nothing was written. */
    public static AuditHead head(Handle handle, TenantId tenant) {
        return head(handle, tenant, "");
    }

    private static AuditHead head(Handle handle, TenantId tenant, String lock) {
        return handle.createQuery("select seq, hash from audit_head where tenant_id = :tenant" + lock)
                .bind("tenant", tenant.value())
                .map((row, context) -> new AuditHead(row.getLong("seq"), row.getString("hash")))
                .findOne()
                .orElse(AuditHead.NONE);
    }

    private static void insert(Handle handle, AuditEntry entry) {
        handle.createUpdate("""
                        insert into audit (tenant_id, seq, at, actor, role, action, subject, detail, previous, hash,
                                           form, actor_name, grant_id, token_id, reason)
                        values (:tenant, :seq, :at, :actor, :role, :action, :subject, :detail, :previous, :hash,
                                :form, :actorName, :grant, :token, :reason)
                        """)
                .bind("tenant", entry.tenant().value())
                .bind("seq", entry.seq())
                .bind("at", entry.at())
                .bind("actor", entry.actor())
                .bind("role", entry.role())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("detail", entry.detail())
                .bind("previous", entry.previous())
                .bind("hash", entry.hash())
                .bind("form", entry.form())
                .bind("actorName", entry.actorName())
                .bind("grant", entry.grant())
                .bind("token", entry.token())
                .bind("reason", entry.reason())
                .execute();
    }

    /** What comes back from the database as it went in: without a NUL and without half a character. */
    private static String storable(String text) {
        String cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        StringBuilder kept = new StringBuilder(cut.length());
        cut.codePoints()
                .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                        ? 0xFFFD
                        : point)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String json(Map<String, Object> detail) {
        try {
            return EventJson.MAPPER.writeValueAsString(new TreeMap<>(detail));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("audit detail has no JSON form", notJson);
        }
    }
}
