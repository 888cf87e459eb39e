package io.vigil.tenants.grants;

import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** The answer of the customer's administrator to a request; its time runs from the approval. */
@ApplicationScoped
class DecideGrant {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    DecideGrant(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    StaffGrant approve(TenantId tenant, GrantId id, Caller by) {
        return transaction.call(tenant, handle -> {
            Instant now = clock.instant();
            StaffGrant request = waiting(handle, tenant, id, now);
            Instant until = now.plusSeconds(request.lastsSeconds());
            if (!GrantTable.open(handle, tenant, id, now, until, by.displayName())) throw over();
            StaffGrant opened = request.in(GrantState.OPEN, until);
            audit.append(handle, tenant, by, "grant.approved", id.toString(), opened.told());
            return found(handle, tenant, id);
        });
    }

    StaffGrant refuse(TenantId tenant, GrantId id, Caller by) {
        return transaction.call(tenant, handle -> {
            Instant now = clock.instant();
            StaffGrant request = waiting(handle, tenant, id, now);
            GrantTable.end(handle, tenant, id, GrantState.REFUSED, now, by.displayName());
            audit.append(handle, tenant, by, "grant.refused", id.toString(), request.told());
            return found(handle, tenant, id);
        });
    }

    private static StaffGrant waiting(Handle handle, TenantId tenant, GrantId id, Instant now) {
        StaffGrant grant = GrantTable.lock(handle, tenant, id).orElseThrow(DecideGrant::unknown);
        if (grant.at(now).state() != GrantState.REQUESTED) throw over();
        return grant;
    }

    private static StaffGrant found(Handle handle, TenantId tenant, GrantId id) {
        return GrantTable.find(handle, tenant, id).orElseThrow(DecideGrant::unknown);
    }

    private static Problem unknown() {
        return Problem.notFound("nothing is here");
    }

    private static Problem over() {
        return Problem.conflict("this is not waiting for an answer any more");
    }
}
