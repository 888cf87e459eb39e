package io.vigil.tenants.tokens;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import io.vigil.tenants.NewIds;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The service accounts of a tenant. */
@ApplicationScoped
class ServiceAccounts {
    private static final int MOST = 100;

    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final NewIds ids;
    private final InstantSource clock;

    ServiceAccounts(TenantTransaction transaction, AuditTrail audit, NewIds ids, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws Problem 409 if the name is taken, whatever its case, or there are too many */
    ServiceAccount make(TenantId tenant, NewServiceAccount asked, Caller by) {
        MakeToken.refuseTokens(by);
        ServiceAccount made = new ServiceAccount(
                ids.serviceAccount(),
                asked.name().strip(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by.displayName());
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            if (list(handle, tenant).size() >= MOST)
                throw Problem.conflict("there are %d service accounts already, which is the most".formatted(MOST));
            int inserted = handle.createUpdate("""
                            insert into service_account (tenant_id, account_id, name, created_at, created_by)
                            values (:tenant, :id, :name, :at, :by)
                            on conflict (tenant_id, lower(name)) where deleted_at is null do nothing
                            """)
                    .bind("tenant", tenant.value())
                    .bind("id", made.id())
                    .bind("name", made.name())
                    .bind("at", made.createdAt())
                    .bind("by", made.createdBy())
                    .execute();
            if (inserted == 0) throw Problem.conflict("name: '%s' is taken".formatted(made.name()));
            audit.append(handle, tenant, by, "service-account.made", made.subject(), Map.of("name", made.name()));
            return made;
        });
    }

    /** Its tokens are revoked with it. */
    void delete(TenantId tenant, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            require(handle, tenant, id);
            Instant now = clock.instant();
            handle.createUpdate(
                            "update service_account set deleted_at = :now where tenant_id = :tenant and account_id = :id")
                    .bind("tenant", tenant.value())
                    .bind("id", id)
                    .bind("now", now)
                    .execute();
            int revoked = handle.createUpdate(
                            "update api_token set revoked_at = :now where tenant_id = :tenant and account_id = :id and revoked_at is null")
                    .bind("tenant", tenant.value())
                    .bind("id", id)
                    .bind("now", now)
                    .execute();
            audit.append(
                    handle,
                    tenant,
                    by,
                    "service-account.deleted",
                    ServiceAccount.subject(id),
                    Map.of("tokensRevoked", revoked));
        });
    }

    List<ServiceAccount> list(TenantId tenant) {
        return transaction.call(tenant, handle -> list(handle, tenant));
    }

    private static List<ServiceAccount> list(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select account_id, name, created_at, created_by from service_account
                        where tenant_id = :tenant and deleted_at is null order by lower(name)
                        """)
                .bind("tenant", tenant.value())
                .map((row, context) -> new ServiceAccount(
                        row.getObject("account_id", UUID.class),
                        row.getString("name"),
                        Columns.instant(row, "created_at"),
                        row.getString("created_by")))
                .list();
    }

    /** It stays until the transaction ends. */
    static void require(Handle handle, TenantId tenant, UUID id) {
        boolean there = handle.createQuery("""
                        select 1 from service_account
                        where tenant_id = :tenant and account_id = :id and deleted_at is null for share
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (!there) throw Problem.notFound("there is no such service account");
    }
}
