package io.vigil.reports.exceptions;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Refuses a scope that is about everything, or about what the tenant does not have; another tenant's is not told from none. */
@ApplicationScoped
class CheckScope {
    private final Catalogue catalogue;

    CheckScope(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @throws Problem 400 naming every part that is wrong */
    void check(Handle handle, TenantId tenant, Scope scope) {
        List<Fault> faults = new ArrayList<>();
        if (!scope.bounded())
            faults.add(Fault.at("scope", "names no check, no resource and no tag; it would except everything"));
        AccountId account = scope.account();
        if (account != null && !known(handle, tenant, account))
            faults.add(Fault.at("scope/account", "there is no account %s here".formatted(account)));
        CheckId check = scope.check();
        if (check != null && !known(handle, tenant, check))
            faults.add(Fault.at("scope/check", "there is no check %s here".formatted(check)));
        if (scope.resource() != null && faults.isEmpty() && !known(handle, tenant, scope.resource(), account))
            faults.add(Fault.at("scope/resource", "no scan has seen this resource"));
        if (!faults.isEmpty()) throw Problem.malformed(faults);
    }

    private static boolean known(Handle handle, TenantId tenant, AccountId account) {
        return ask(handle, tenant, """
                select exists (select from account where tenant_id = :tenant and account = :id)
                  or exists (select from fleet_account where tenant_id = :tenant and account = :id)
                """, account.value());
    }

    /** A check that this release does not know may have findings: a worker can be ahead. */
    private boolean known(Handle handle, TenantId tenant, CheckId check) {
        if (OwnCheck.isOfOthers(tenant, check)) return false;
        return catalogue.check(check).isPresent()
                || ask(
                        handle,
                        tenant,
                        "select exists (select from finding where tenant_id = :tenant and check_id = :id)",
                        check.value());
    }

    /** Some resources are known by their findings alone, such as what stands for a whole account. */
    private static boolean known(Handle handle, TenantId tenant, String resource, @Nullable AccountId account) {
        return query(handle, tenant, """
                        select exists (select from resource r where r.tenant_id = :tenant
                            and md5(r.resource) = md5(:id::text) and r.resource = :id
                            and (:account::text is null or r.account = :account))
                          or exists (select from finding f where f.tenant_id = :tenant and f.resource = :id
                            and (:account::text is null or f.account = :account))
                        """, resource)
                .bind("account", account == null ? null : account.value())
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean ask(Handle handle, TenantId tenant, String sql, String id) {
        return query(handle, tenant, sql, id).mapTo(Boolean.class).one();
    }

    private static Query query(Handle handle, TenantId tenant, String sql, String id) {
        return handle.createQuery(sql).bind("tenant", tenant.value()).bind("id", id);
    }
}
