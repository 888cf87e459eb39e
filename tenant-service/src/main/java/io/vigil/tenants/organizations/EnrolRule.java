package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which accounts of an organization are connected by themselves.
 *
 * @param units with all that lie below; the whole organization when empty
 * @param exceptUnits with all that lie below
 * @param changedBy who made it or changed it last
 */
record EnrolRule(
        OrganizationId organization,
        List<String> units,
        List<String> exceptUnits,
        List<AccountId> exceptAccounts,
        Instant changedAt,
        String changedBy) {

    Selection selection() {
        return new Selection(units.isEmpty(), units, List.of(), exceptUnits, exceptAccounts);
    }

    /** In whose name accounts are connected. */
    Caller asCaller(TenantId tenant) {
        return new Caller(
                "tenant-service",
                Optional.of(tenant),
                Role.SERVICE,
                "auto-enrol rule of %s by %s".formatted(organization, changedBy));
    }
}
