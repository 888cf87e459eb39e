package io.vigil.tenants.checks;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.Tenants;
import io.vigil.tenants.packs.PublishPack;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Saves a new revision of a tenant's own check, once it compiles and its cases hold, and publishes the pack that it
 * changes, all in one transaction: what is in force has been tried.
 */
@ApplicationScoped
class SaveOwnCheck {
    static final int MAX_CHECKS = 100;

    private final TenantTransaction transaction;
    private final TryOwnCheck tryCheck;
    private final PublishPack publishPack;
    private final AuditTrail audit;
    private final InstantSource clock;

    SaveOwnCheck(
            TenantTransaction transaction,
            TryOwnCheck tryCheck,
            PublishPack publishPack,
            AuditTrail audit,
            InstantSource clock) {
        this.transaction = transaction;
        this.tryCheck = tryCheck;
        this.publishPack = publishPack;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Saving what is saved already changes nothing.
     *
     * @throws Problem 400 if it does not compile or a case does not hold, 409 if the tenant has too many
     */
    OwnCheckRevision save(TenantId tenant, CheckId id, NewOwnCheck asked, Caller by) {
        TryOwnCheck.Sound sound = tryCheck.sound(id, asked);
        OwnCheckState state = asked.toBeEnabled() ? OwnCheckState.ENABLED : OwnCheckState.DRAFT;
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            PublishPack.oneAtATime(handle, tenant);
            Optional<OwnCheckRevision> before = OwnCheckTable.newest(handle, tenant, id);
            boolean sameText = before.filter(found -> asked.source().equals(found.source())
                            && asked.cases().equals(found.cases()))
                    .isPresent();
            if (sameText && before.get().state() == state) return before.get();
            refuseTooMany(handle, tenant, before);
            int last = before.map(OwnCheckRevision::revision).orElse(0);
            int revision = sameText ? last : last + 1;
            if (!sameText)
                OwnCheckTable.insert(handle, tenant, sound.check(), revision, asked, clock.instant(), by.displayName());
            OwnCheckTable.point(handle, tenant, id, revision, state);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "check.saved",
                    id.value(),
                    Map.of(
                            "revision",
                            revision,
                            "state",
                            state.name(),
                            "digest",
                            sound.check().revision()));
            publishPack.withOwnChecks(handle, tenant, OwnCheckTable.inForce(handle, tenant), by);
            return OwnCheckTable.newest(handle, tenant, id).orElseThrow();
        });
    }

    /**
     * Takes a check out of the pack; its revisions stay to be read.
     *
     * @throws Problem 404 if there is none
     */
    void withdraw(TenantId tenant, CheckId id, Caller by) {
        transaction.run(tenant, handle -> {
            PublishPack.oneAtATime(handle, tenant);
            OwnCheckRevision found =
                    OwnCheckTable.newest(handle, tenant, id).orElseThrow(() -> Problem.notFound("nothing is here"));
            if (found.state() == OwnCheckState.WITHDRAWN) return;
            OwnCheckTable.point(handle, tenant, id, found.revision(), OwnCheckState.WITHDRAWN);
            audit.append(handle, tenant, by, "check.withdrawn", id.value(), Map.of("revision", found.revision()));
            publishPack.withOwnChecks(handle, tenant, OwnCheckTable.inForce(handle, tenant), by);
        });
    }

    private static void refuseTooMany(Handle handle, TenantId tenant, Optional<OwnCheckRevision> before) {
        boolean isNew =
                before.filter(found -> found.state() != OwnCheckState.WITHDRAWN).isEmpty();
        if (isNew && OwnCheckTable.count(handle, tenant) >= MAX_CHECKS)
            throw Problem.conflict("there are %d own checks already, which is the most".formatted(MAX_CHECKS));
    }
}
