package io.vigil.gateway.tokens;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import java.util.List;
import java.util.Optional;

/**
 * Whom a token that holds makes of who brought it.
 *
 * @param token what is visible of it
 * @param subject a person's, or a service account's
 */
public record TokenHolder(
        String token, String subject, String displayName, TenantId tenant, String slug, String name, Role role) {

    /** What the services are told; they write the token down with what they do. */
    public Caller caller() {
        return new Caller(
                subject, Optional.of(tenant), role, displayName, /* grant */ Optional.empty(), Optional.of(token));
    }

    public List<Permissions.Membership> memberships() {
        return List.of(new Permissions.Membership(tenant, slug, name, role));
    }
}
