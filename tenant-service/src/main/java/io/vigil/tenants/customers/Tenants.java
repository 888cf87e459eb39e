package io.vigil.tenants.customers;

import io.quarkus.panache.common.Sort;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The directory of customers. */
@ApplicationScoped
public class Tenants {
    private final PlatformTransaction transaction;

    Tenants(PlatformTransaction transaction) {
        this.transaction = transaction;
    }

    List<Tenant> all() {
        return transaction.call(handle -> TenantRow.<TenantRow>listAll(Sort.by("slug")).stream()
                .map(TenantRow::shown)
                .toList());
    }

    /** Of those for which something may be done; whose erasure is ordered, is none any more. */
    public List<TenantId> ids() {
        return transaction.call(handle ->
                handle.createQuery("select tenant_id from tenant t where " + Closings.STILL_THERE + " order by slug")
                        .mapTo(java.util.UUID.class)
                        .map(TenantId::new)
                        .list());
    }

    Tenant find(TenantId tenant) {
        return transaction
                .call(handle ->
                        TenantRow.<TenantRow>findByIdOptional(tenant.value()).map(TenantRow::shown))
                .orElseThrow(Tenants::unknown);
    }

    /** @throws Problem 404 unless the tenant exists: the provider's tokens may name any */
    public static void require(Handle handle, TenantId tenant) {
        boolean known = handle.createQuery("select exists (select from tenant where tenant_id = :tenant)")
                .bind("tenant", tenant.value())
                .mapTo(Boolean.class)
                .one();
        if (!known) throw unknown();
    }

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
