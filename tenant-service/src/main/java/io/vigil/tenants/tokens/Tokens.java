package io.vigil.tenants.tokens;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tokens of a tenant: people see and revoke their own, who is answerable for the tenant all. */
@ApplicationScoped
class Tokens {
    private static final Set<Role> SEE_ALL = Set.of(Role.AUDITOR, Role.ADMIN, Role.MSP_ANALYST, Role.MSP_ADMIN);
    private static final Set<Role> REVOKE_ALL = Set.of(Role.ADMIN, Role.MSP_ADMIN);

    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    Tokens(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    List<ApiToken> list(TenantId tenant, Caller by) {
        String owner = SEE_ALL.contains(by.role()) ? null : by.subject();
        return transaction.call(tenant, handle -> TokenTable.list(handle, tenant, owner, clock.instant()));
    }

    /** One that is revoked already stays as it is; one that is not the caller's to see is not there. */
    void revoke(TenantId tenant, String visible, Caller by) {
        transaction.run(tenant, handle -> {
            ApiToken token = TokenTable.find(handle, tenant, visible, clock.instant())
                    .map(TokenTable.Kept::token)
                    .filter(found ->
                            REVOKE_ALL.contains(by.role()) || by.subject().equals(found.owner()))
                    .orElseThrow(() -> Problem.notFound("nothing is here"));
            if (token.revokedAt() != null) return;
            TokenTable.revoke(handle, tenant, visible, clock.instant());
            audit.append(handle, tenant, by, "token.revoked", visible, Map.of("name", token.name()));
        });
    }
}
