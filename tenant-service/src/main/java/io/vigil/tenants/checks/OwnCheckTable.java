package io.vigil.tenants.checks;

import io.vigil.checks.Check;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of a tenant's own checks. */
final class OwnCheckTable {
    private static final String ROW = """
            select r.check_id, r.revision, c.state, r.digest, r.title, r.severity, r.resource_types, r.saved_at, r.saved_by,
              r.source, r.cases
            from own_check_revision r join own_check c on c.tenant_id = r.tenant_id and c.check_id = r.check_id
            where r.tenant_id = :tenant
            """;

    private OwnCheckTable() {}

    static Optional<OwnCheckRevision> newest(Handle handle, TenantId tenant, CheckId id) {
        return handle.createQuery(ROW + "and r.check_id = :check and r.revision = c.revision")
                .bind("tenant", tenant.value())
                .bind("check", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<OwnCheckRevision> revision(Handle handle, TenantId tenant, CheckId id, int revision) {
        return handle.createQuery(ROW + "and r.check_id = :check and r.revision = :revision")
                .bind("tenant", tenant.value())
                .bind("check", id.value())
                .bind("revision", revision)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** The newest revision of each check that is not withdrawn, by id. */
    static List<OwnCheckRevision> page(Handle handle, TenantId tenant, String after, int limit) {
        return handle.createQuery(ROW + """
                        and r.revision = c.revision and c.state <> 'WITHDRAWN' and r.check_id > :after
                        order by r.check_id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** Newest first. */
    static List<OwnCheckRevision> revisions(Handle handle, TenantId tenant, CheckId id, int before, int limit) {
        return handle.createQuery(ROW + """
                        and r.check_id = :check and r.revision < :before order by r.revision desc limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("check", id.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    static List<OwnCheck> inForce(Handle handle, TenantId tenant) {
        return handle.createQuery(ROW + "and r.revision = c.revision and c.state = 'ENABLED' order by r.check_id")
                .bind("tenant", tenant.value())
                .map((row, context) -> new OwnCheck(
                        new CheckId(row.getString("check_id")), row.getString("digest"), row.getString("source")))
                .list();
    }

    static int count(Handle handle, TenantId tenant) {
        return handle.createQuery("select count(*) from own_check where tenant_id = :tenant and state <> 'WITHDRAWN'")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    static void insert(
            Handle handle, TenantId tenant, Check check, int revision, NewOwnCheck saved, Instant at, String by) {
        handle.createUpdate("""
                        insert into own_check_revision (tenant_id, check_id, revision, digest, source, cases, title, severity,
                          resource_types, saved_at, saved_by)
                        values (:tenant, :check, :revision, :digest, :source, :cases, :title, :severity, :types, :at, :by)
                        """)
                .bind("tenant", tenant.value())
                .bind("check", check.id().value())
                .bind("revision", revision)
                .bind("digest", check.revision())
                .bind("source", saved.source())
                .bind("cases", saved.cases())
                .bind("title", check.title())
                .bind("severity", check.severity().name().toLowerCase(Locale.ROOT))
                .bindArray(
                        "types",
                        String.class,
                        check.resourceTypes().stream().map(Object::toString).toList())
                .bind("at", at)
                .bind("by", by)
                .execute();
    }

    static void point(Handle handle, TenantId tenant, CheckId id, int revision, OwnCheckState state) {
        handle.createUpdate("""
                        insert into own_check (tenant_id, check_id, revision, state) values (:tenant, :check, :revision, :state)
                        on conflict (tenant_id, check_id) do update set revision = excluded.revision, state = excluded.state
                        """)
                .bind("tenant", tenant.value())
                .bind("check", id.value())
                .bind("revision", revision)
                .bind("state", state.name())
                .execute();
    }

    private static OwnCheckRevision read(ResultSet row) throws SQLException {
        return new OwnCheckRevision(
                new CheckId(row.getString("check_id")),
                row.getInt("revision"),
                OwnCheckState.valueOf(row.getString("state")),
                row.getString("digest"),
                row.getString("title"),
                row.getString("severity"),
                List.of((String[]) row.getArray("resource_types").getArray()),
                row.getTimestamp("saved_at").toInstant(),
                row.getString("saved_by"),
                row.getString("source"),
                row.getString("cases"));
    }
}
