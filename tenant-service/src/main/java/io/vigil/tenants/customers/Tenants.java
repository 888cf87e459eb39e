package io.vigil.tenants.customers;

import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import io.vigil.tenants.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The directory of customers. One whose erasure is ordered is none any more. */
@ApplicationScoped
public class Tenants {
    private static final String THERE =
            "select tenant_id, slug, name, retention_months, created_at from tenant t where " + Closings.STILL_THERE;

    private final PlatformTransaction transaction;

    Tenants(PlatformTransaction transaction) {
        this.transaction = transaction;
    }

    List<Tenant> all() {
        return transaction.call(handle -> handle.createQuery(THERE + " order by slug")
                .map((row, context) -> tenant(row))
                .list());
    }

    public List<TenantId> ids() {
        return all().stream().map(Tenant::id).toList();
    }

    Tenant find(TenantId tenant) {
        return transaction
                .call(handle -> handle.createQuery(THERE + " and tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .map((row, context) -> tenant(row))
                        .findOne())
                .orElseThrow(Tenants::unknown);
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                Retention.ofMonths(row.getInt("retention_months")),
                Columns.instant(row, "created_at"));
    }

    /** @throws Problem 404 unless the tenant exists: the provider's tokens may name any */
    public static void require(Handle handle, TenantId tenant) {
        named(handle, tenant);
    }

    /** What it is called, for people. */
    public record Named(String slug, String name) {}

    /** @throws Problem 404 unless the tenant exists */
    public static Named named(Handle handle, TenantId tenant) {
        return handle.createQuery("select slug, name from tenant where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> new Named(row.getString("slug"), row.getString("name")))
                .findOne()
                .orElseThrow(Tenants::unknown);
    }

    private static Problem unknown() {
        return Problem.notFound("nothing is here");
    }
}
