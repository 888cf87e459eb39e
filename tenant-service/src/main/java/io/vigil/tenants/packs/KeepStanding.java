package io.vigil.tenants.packs;

import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/**
 * Writes down whether a customer has taken note of what it answers for, in the transaction that changes it, so that the
 * provider sees all customers without looking into any.
 */
@ApplicationScoped
class KeepStanding {
    private final ReadResponsibility readResponsibility;
    private final Catalogue catalogue;
    private final InstantSource clock;

    KeepStanding(ReadResponsibility readResponsibility, Catalogue catalogue, InstantSource clock) {
        this.readResponsibility = readResponsibility;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The caller holds {@link PublishPack#oneAtATime}. */
    Responsibility keep(Handle handle, TenantId tenant) {
        Responsibility now = readResponsibility.read(handle, tenant);
        StandingTable.keep(handle, tenant, now, catalogue.ownersDigest(), clock.instant());
        return now;
    }
}
