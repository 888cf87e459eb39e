package io.vigil.tenants.identity;

import io.vigil.contracts.TenantId;
import io.vigil.tenants.Columns;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which organizations Keycloak must come to hold, and how far it is. */
public final class Organizations {
    static final String PRESENT = "PRESENT";
    static final String ABSENT = "ABSENT";

    /** One that is behind. */
    record Due(
            TenantId tenant,
            long wanted,
            boolean absent,
            @Nullable String keycloakId,
            int attempts) {}

    /**
     * @param behind whether Keycloak does not hold all of it yet
     * @param problem why the last attempt failed; empty if it did not
     */
    record Standing(boolean behind, boolean absent, int attempts, String problem, Instant dueAt) {}

    private Organizations() {}

    /** To be called in the transaction of every change that Keycloak must hear of. */
    public static void changed(Handle handle, TenantId tenant, InstantSource clock) {
        raise(handle, tenant, PRESENT, clock.instant());
    }

    /** Never brings back one that is to be removed. */
    static void raise(Handle handle, TenantId tenant, String goal, Instant now) {
        handle.createUpdate("""
                        insert into organization (tenant_id, wanted, done, goal, due_at, attempts, problem)
                        values (:tenant, 1, 0, :goal, :now, 0, '')
                        on conflict (tenant_id) do update
                        set wanted = organization.wanted + 1, due_at = excluded.due_at, attempts = 0,
                            goal = case when organization.goal = 'ABSENT' then 'ABSENT' else excluded.goal end
                        """)
                .bind("tenant", tenant.value())
                .bind("goal", goal)
                .bind("now", now)
                .execute();
    }

    /** Those that are taken are not due again before {@code leaseEnd}, so that two replicas do not do the same. */
    static List<Due> takeDue(Handle handle, Instant now, Instant leaseEnd, int most) {
        return handle.createQuery("""
                        update organization set due_at = :leaseEnd where tenant_id in (
                          select tenant_id from organization where done < wanted and due_at <= :now
                          order by due_at limit :most for update skip locked)
                        returning tenant_id, wanted, goal, keycloak_id, attempts
                        """)
                .bind("now", now)
                .bind("leaseEnd", leaseEnd)
                .bind("most", most)
                .map((row, context) -> new Due(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getLong("wanted"),
                        row.getString("goal").equals(ABSENT),
                        row.getString("keycloak_id"),
                        row.getInt("attempts")))
                .list();
    }

    /** What was changed meanwhile stays due. */
    static void done(Handle handle, Due due, @Nullable String keycloakId, Instant now) {
        handle.createUpdate("""
                        update organization
                        set done = :wanted, keycloak_id = :id, attempts = 0, problem = '', due_at = :now
                        where tenant_id = :tenant
                        """)
                .bind("wanted", due.wanted())
                .bind("id", keycloakId)
                .bind("now", now)
                .bind("tenant", due.tenant().value())
                .execute();
    }

    static void failed(Handle handle, Due due, String problem, Instant again) {
        handle.createUpdate("""
                        update organization set attempts = attempts + 1, problem = :problem, due_at = :again
                        where tenant_id = :tenant
                        """)
                .bind("problem", problem)
                .bind("again", again)
                .bind("tenant", due.tenant().value())
                .execute();
    }

    static Optional<Standing> find(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "select done < wanted as behind, goal, attempts, problem, due_at from organization where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> new Standing(
                        row.getBoolean("behind"),
                        row.getString("goal").equals(ABSENT),
                        row.getInt("attempts"),
                        row.getString("problem"),
                        Columns.instant(row, "due_at")))
                .findOne();
    }

    /** Keycloak's id, once it has made it. */
    public static Optional<String> keycloakId(Handle handle, TenantId tenant) {
        return handle.createQuery("select keycloak_id from organization where tenant_id = :tenant and goal = 'PRESENT'")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne();
    }
}
