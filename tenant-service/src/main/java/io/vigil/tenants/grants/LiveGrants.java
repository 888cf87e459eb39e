package io.vigil.tenants.grants;

import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.Grant;
import io.vigil.tenants.Columns;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What decides whether somebody of the provider's staff is inside a tenant; asked before a tenant is known. */
public final class LiveGrants {
    public static final String QUERY = """
        select g.grant_id, g.subject, g.until, t.tenant_id, t.slug, t.name
        from (select * from live_grant where subject = :subject
              union all
              select * from live_grant where subject is null) g
        join tenant t on t.tenant_id = g.tenant_id
        where g.open and (g.until is null or g.until > :now) and STILL_THERE
        order by t.slug
        """.replace("STILL_THERE", Closings.STILL_THERE);

    private LiveGrants() {}

    /** One tenant that a grant opens; {@code until} is null for a standing one. */
    public record Open(
            GrantId grant,
            Grant.Kind kind,
            TenantId tenant,
            String slug,
            String name,
            @Nullable Instant until) {}

    /** The person's own, and those for every analyst. */
    public static List<Open> of(Handle handle, String subject, Instant now) {
        return handle.createQuery(QUERY)
                .bind("subject", subject)
                .bind("now", now)
                .map((row, context) -> new Open(
                        new GrantId(row.getObject("grant_id", UUID.class)),
                        row.getString("subject") == null ? Grant.Kind.AUDIT : Grant.Kind.WORK,
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getString("slug"),
                        row.getString("name"),
                        Columns.maybeInstant(row, "until").orElse(null)))
                .list();
    }

    /** Who leaves the staff, or may no longer act, is outside of every tenant at once; {@link EndGrants} writes it down. */
    public static void endAllOf(Handle handle, String subject, Instant now) {
        handle.createUpdate("update live_grant set until = :now where subject = :subject and until > :now")
                .bind("subject", subject)
                .bind("now", now)
                .execute();
    }
}
