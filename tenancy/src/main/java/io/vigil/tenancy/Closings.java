package io.vigil.tenancy;

import io.vigil.contracts.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Which tenants are being let go, as this service was told. A tenant without a row is open. Orders are numbered; what an
 * earlier order says when a later one was followed changes nothing.
 */
public final class Closings {

    public enum State {
        /** It was frozen once and goes on. */
        OPEN,
        /** It is read and exported; nothing is changed by people, and no scan starts. */
        FROZEN,
        /** Nobody gets in any more; its rows are being deleted. */
        ERASING,
        /** Nothing is left but this. */
        ERASED
    }

    /** @param told what was answered to the last order; empty until it was followed to its end */
    public record Closing(State state, Instant since, long revision, Optional<String> told) {
        public boolean isOver() {
            return state == State.ERASING || state == State.ERASED;
        }
    }

    /** Holds in SQL for a tenant of {@code t} in whose name a transaction can still begin. */
    public static final String STILL_THERE =
            "not exists (select from tenant_closing c where c.tenant_id = t.tenant_id and c.state in ('ERASING', 'ERASED'))";

    /** Holds in SQL for a tenant of {@code t} that is not being let go, so that work may begin in it. */
    public static final String STAYS =
            "not exists (select from tenant_closing c where c.tenant_id = t.tenant_id and c.state <> 'OPEN')";

    private Closings() {}

    public static Optional<Closing> find(Handle handle, TenantId tenant) {
        return find(handle, tenant, "");
    }

    /** Orders to a tenant follow each other until the end of their transactions. */
    public static Optional<Closing> lock(Handle handle, TenantId tenant) {
        return find(handle, tenant, " for update");
    }

    private static Optional<Closing> find(Handle handle, TenantId tenant, String lock) {
        return handle.createQuery(
                        "select state, since, revision, told from tenant_closing where tenant_id = :tenant" + lock)
                .bind("tenant", tenant.value())
                .map((row, context) -> new Closing(
                        State.valueOf(row.getString("state")),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getLong("revision"),
                        Optional.ofNullable(row.getString("told"))))
                .findOne();
    }

    /** @throws Problem 409 while the tenant is being off-boarded */
    public static void demandOpen(Handle handle, TenantId tenant) {
        find(handle, tenant).filter(closing -> closing.state() != State.OPEN).ifPresent(closing -> {
            throw frozen(closing);
        });
    }

    static Problem frozen(Closing closing) {
        return Problem.conflict("this customer is being off-boarded since %s; nothing can be changed any more"
                .formatted(closing.since()));
    }

    /** False when this order or a later one was followed before, or there is no way back any more. */
    public static boolean enter(Handle handle, TenantId tenant, State state, long revision, Instant at) {
        return handle.createUpdate("""
                        insert into tenant_closing as c (tenant_id, state, since, revision)
                        values (:tenant, :state, :at, :revision)
                        on conflict (tenant_id) do update
                          set state = excluded.state, since = excluded.since, revision = excluded.revision, told = null
                          where c.revision < excluded.revision and c.state <> 'ERASED'
                            and (c.state <> 'ERASING' or excluded.state = 'ERASING')
                        """)
                        .bind("tenant", tenant.value())
                        .bind("state", state.name())
                        .bind("revision", revision)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    /** Remembers what was answered, so that it can be said again; not to an order that another one has followed since. */
    public static void told(Handle handle, TenantId tenant, long revision, String answer) {
        handle.createUpdate(
                        "update tenant_closing set told = :answer where tenant_id = :tenant and revision = :revision")
                .bind("tenant", tenant.value())
                .bind("revision", revision)
                .bind("answer", answer)
                .execute();
    }
}
