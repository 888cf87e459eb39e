package io.vigil.tenants.grants;

import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The grants of a tenant: all of them for its own people, for the provider's staff their own and the standing ones. */
@ApplicationScoped
class Grants {
    private final TenantTransaction transaction;
    private final InstantSource clock;

    Grants(TenantTransaction transaction, InstantSource clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param next cursor of the next page; null on the last one */
    record Page(List<StaffGrant> items, @Nullable GrantId next) {}

    Page page(TenantId tenant, Optional<GrantId> before, int limit, Caller by) {
        Optional<String> only = by.role().ofProvider() ? Optional.of(by.subject()) : Optional.empty();
        List<StaffGrant> found = transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            return GrantTable.page(handle, tenant, only, before, limit + 1);
        });
        Instant now = clock.instant();
        List<StaffGrant> items =
                found.stream().limit(limit).map(grant -> grant.at(now)).toList();
        return new Page(items, found.size() > limit ? items.getLast().id() : null);
    }

    StaffGrant find(TenantId tenant, GrantId id, Caller by) {
        return transaction
                .call(tenant, handle -> GrantTable.find(handle, tenant, id))
                .filter(grant -> !by.role().ofProvider()
                        || grant.subject() == null
                        || grant.subject().equals(by.subject()))
                .map(grant -> grant.at(clock.instant()))
                .orElseThrow(() -> Problem.notFound("nothing is here"));
    }
}
