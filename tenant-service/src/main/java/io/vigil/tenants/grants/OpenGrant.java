package io.vigil.tenants.grants;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.NewIds;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lets one person of the provider into a tenant for a while, or asks the customer to where it wants to be asked. */
@ApplicationScoped
class OpenGrant {
    private final TenantTransaction transaction;
    private final EndGrants endGrants;
    private final AuditTrail audit;
    private final GrantsConfig config;
    private final NewIds ids;
    private final InstantSource clock;

    OpenGrant(
            TenantTransaction transaction,
            EndGrants endGrants,
            AuditTrail audit,
            GrantsConfig config,
            NewIds ids,
            InstantSource clock) {
        this.transaction = transaction;
        this.endGrants = endGrants;
        this.audit = audit;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws Problem 409 when the person has one in the tenant that is not over */
    StaffGrant open(TenantId tenant, NewGrant asked, Caller by) {
        Duration lasts = lasting(asked.duration());
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            Instant now = clock.instant();
            GrantTable.lockLive(handle, tenant, by.subject())
                    .filter(before -> !GrantTable.counts(handle, before.id(), now))
                    .ifPresent(over -> endGrants.byTime(handle, tenant, over, now));
            boolean ask = DemandApproval.isDemanded(handle, tenant);
            StaffGrant grant = new StaffGrant(
                    ids.grant(),
                    Grant.Kind.WORK,
                    ask ? GrantState.REQUESTED : GrantState.OPEN,
                    by.subject(),
                    by.displayName(),
                    by.role(),
                    asked.reason().strip(),
                    ticket(asked.ticket()),
                    now,
                    lasts.toSeconds(),
                    now.plus(ask ? config.answerWithin() : lasts),
                    null,
                    null,
                    null);
            enter(handle, tenant, grant, by, ask ? "grant.requested" : "grant.opened");
            return grant;
        });
    }

    /** The customer's own word that every analyst may read until it is taken back. */
    StaffGrant standing(TenantId tenant, NewAuditGrant asked, Caller by) {
        return transaction.call(tenant, handle -> {
            StaffGrant grant = new StaffGrant(
                    ids.grant(),
                    Grant.Kind.AUDIT,
                    GrantState.OPEN,
                    null,
                    by.displayName(),
                    by.role(),
                    asked.reason().strip(),
                    null,
                    clock.instant(),
                    0,
                    null,
                    null,
                    null,
                    null);
            enter(handle, tenant, grant, by, "grant.opened");
            return grant;
        });
    }

    private void enter(Handle handle, TenantId tenant, StaffGrant grant, Caller by, String action) {
        if (!GrantTable.insert(handle, tenant, grant))
            throw Problem.conflict(
                    grant.subject() == null
                            ? "there is a standing grant already; revoke it first"
                            : "you have a grant or a request here that is not over; end it first");
        audit.append(handle, tenant, by, action, grant.id().toString(), grant.told());
    }

    private Duration lasting(@Nullable Duration asked) {
        Duration lasts = asked == null ? config.usual() : asked;
        if (lasts.compareTo(Duration.ofSeconds(1)) < 0 || lasts.compareTo(config.longest()) > 0)
            throw Problem.badRequest("duration must be between PT1S and %s".formatted(config.longest()));
        return lasts;
    }

    private static @Nullable String ticket(@Nullable String asked) {
        return Optional.ofNullable(asked)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }
}
