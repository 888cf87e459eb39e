package io.vigil.gateway.upstream;

import io.vigil.contracts.GrantId;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A leave to be inside a tenant, as tenant-service keeps it.
 *
 * @param state REQUESTED, OPEN, REFUSED, REVOKED, EXPIRED or LAPSED
 * @param subject null for the standing grant, which is for every analyst
 */
public record StaffGrant(
        GrantId id,
        Grant.Kind kind,
        String state,
        @Nullable String subject,
        String name,
        Role role,
        String reason,
        @Nullable String ticket,
        Instant askedAt,
        @Nullable Instant until,
        @Nullable String approvedBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    /** The list of {@code GET /tenants/{tenant}/grants}, newest first. */
    public record Listing(List<StaffGrant> items, @Nullable GrantId next) {}

    /** What the customer demands: {@code GET /tenants/{tenant}/grants/rules}. */
    public record Rules(boolean approvalRequired) {}

    public boolean open() {
        return state.equals("OPEN");
    }

    public boolean requested() {
        return state.equals("REQUESTED");
    }

    public boolean standing() {
        return kind == Grant.Kind.AUDIT;
    }
}
