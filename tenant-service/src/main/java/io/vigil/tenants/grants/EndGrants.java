package io.vigil.tenants.grants;

import io.quarkus.scheduler.Scheduled;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Ends grants: at once when somebody says so, and by itself when the time is over or the person is no longer of the
 * staff. A grant whose time is over counts for nothing from that moment; the sweep only writes it down.
 */
@ApplicationScoped
class EndGrants {
    private static final Logger LOG = Logger.getLogger(EndGrants.class);
    private static final int BATCH = 200;

    private record Due(TenantId tenant, GrantId grant) {}

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    EndGrants(PlatformTransaction platform, TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * By the customer's administrator, or by the one who has it; one that is over stays as it is.
     *
     * @throws Problem 404 for an unknown one, and for another's where the provider's staff asks
     */
    void revoke(TenantId tenant, GrantId id, Caller by) {
        transaction.run(tenant, handle -> {
            StaffGrant grant = GrantTable.lock(handle, tenant, id)
                    .filter(found -> !by.role().ofProvider() || by.subject().equals(found.subject()))
                    .orElseThrow(() -> Problem.notFound("nothing is here"));
            Instant now = clock.instant();
            if (!grant.at(now).state().isLive()) return;
            GrantTable.end(handle, tenant, id, GrantState.REVOKED, now, by.displayName());
            audit.append(handle, tenant, by, "grant.revoked", id.toString(), grant.told());
        });
    }

    @Scheduled(every = "${vigil.grants.sweep-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        Instant now = clock.instant();
        platform.call(handle -> due(handle, now)).forEach(due -> {
            try {
                transaction.run(
                        due.tenant(),
                        handle -> GrantTable.lock(handle, due.tenant(), due.grant())
                                .filter(grant -> grant.state().isLive())
                                .ifPresent(grant -> byTime(handle, due.tenant(), grant, now)));
            } catch (RuntimeException failed) {
                LOG.warnf(failed, "grant %s is over and waits to be written down", due.grant());
            }
        });
    }

    private static List<Due> due(Handle handle, Instant now) {
        return handle.createQuery("""
            select t.tenant_id, t.grant_id from live_grant t
            left join msp_member m on m.subject = t.subject
            where (t.until <= :now
                or (t.subject is not null and (m.role is null or m.role = 'MSP_VIEWER')))
              and STILL_THERE
            order by t.until
            limit :batch
            """.replace("STILL_THERE", Closings.STILL_THERE))
                .bind("now", now)
                .bind("batch", BATCH)
                .map((row, context) -> new Due(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new GrantId(row.getObject("grant_id", UUID.class))))
                .list();
    }

    /** One whose own time is not over ends because the person left the staff. */
    void byTime(Handle handle, TenantId tenant, StaffGrant grant, Instant now) {
        GrantState timely = grant.at(now).state();
        GrantState as = timely.isLive() ? GrantState.REVOKED : timely;
        Caller service = Caller.service("tenant-service", Optional.of(tenant));
        GrantTable.end(handle, tenant, grant.id(), as, now, as == GrantState.REVOKED ? service.displayName() : null);
        String action = switch (as) {
            case EXPIRED -> "grant.expired";
            case LAPSED -> "grant.lapsed";
            default -> "grant.revoked";
        };
        audit.append(handle, tenant, service, action, grant.id().toString(), grant.told());
    }
}
