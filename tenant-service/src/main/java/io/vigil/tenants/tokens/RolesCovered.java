package io.vigil.tenants.tokens;

import io.vigil.tenancy.Role;

/**
 * What somebody may hand on. The roles of customers are no ladder: an operator works and does not see the audit trail, an
 * auditor sees it and does not work.
 */
final class RolesCovered {
    private RolesCovered() {}

    static boolean covers(Role own, Role handedOn) {
        if (own.ofProvider() || own == Role.SERVICE || handedOn.ofProvider() || handedOn == Role.SERVICE) return false;
        return own == Role.ADMIN || own == handedOn || handedOn == Role.VIEWER;
    }
}
