package io.vigil.gateway.forward;

import io.vigil.gateway.permissions.Permissions;
import io.vigil.tenancy.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a login may do, so that a machine finds its tenants: {@code GET /api/v1/me}. */
public record Me(
        String subject,
        String displayName,
        @Nullable Role mspRole,
        List<Permissions.Membership> tenants,
        List<Permissions.ByGrant> grants) {}
