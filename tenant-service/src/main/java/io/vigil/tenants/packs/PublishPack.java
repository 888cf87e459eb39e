package io.vigil.tenants.packs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Makes a pack the tenant's newest; revisions are never changed, so a scan can be explained by its digest. */
@ApplicationScoped
public class PublishPack {
    /** Of the event that tells it, which must go into one message with what the broker adds. */
    private static final int MAX_BYTES = EventJson.MAX_MESSAGE_BYTES - 8 * 1024;

    private final TenantTransaction transaction;
    private final Packs packs;
    private final Catalogue catalogue;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InstantSource clock;

    PublishPack(
            TenantTransaction transaction,
            Packs packs,
            Catalogue catalogue,
            AuditTrail audit,
            Outbox outbox,
            InstantSource clock) {
        this.transaction = transaction;
        this.packs = packs;
        this.catalogue = catalogue;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Publishing what is in force already changes nothing.
     *
     * @throws Problem 400 if the catalogue cannot use it
     */
    Pack publish(TenantId tenant, EffectivePack pack, Caller by) {
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            oneAtATime(handle, tenant);
            List<OwnCheck> own = packs.newest(handle, tenant).pack().ownChecks();
            if (!pack.ownChecks().isEmpty() && !pack.ownChecks().equals(own))
                throw Problem.badRequest("ownChecks: own checks are saved one by one, under /checks");
            return publish(handle, tenant, pack.withOwnChecks(own), by);
        });
    }

    /**
     * Publishes the pack in force with other own checks, in the transaction that changed them.
     *
     * @throws Problem 400 if it is too large, or overrides parameters that the checks no longer have
     */
    public void withOwnChecks(Handle handle, TenantId tenant, List<OwnCheck> own, Caller by) {
        publish(handle, tenant, packs.newest(handle, tenant).pack().withOwnChecks(own), by);
    }

    private Pack publish(Handle handle, TenantId tenant, EffectivePack pack, Caller by) {
        catalogue.demandSound(pack);
        Pack newest = packs.newest(handle, tenant);
        PackDigest digest = new PackDigest(EventJson.digest(pack));
        if (newest.digest().equals(digest)) return newest;
        Pack revised = revise(handle, tenant, new Pack(newest.version() + 1, digest, pack), by);
        audit.append(
                handle,
                tenant,
                by,
                "pack.published",
                digest.value(),
                Map.of("version", revised.version(), "before", newest.digest().value()));
        return revised;
    }

    /** The first revision of a new tenant, in the transaction that creates it. */
    public void baseline(Handle handle, TenantId tenant, Caller by) {
        EffectivePack pack = EffectivePack.BASELINE;
        revise(handle, tenant, new Pack(1, new PackDigest(EventJson.digest(pack)), pack), by);
    }

    private Pack revise(Handle handle, TenantId tenant, Pack pack, Caller by) {
        Instant now = clock.instant();
        PackPublished published = new PackPublished(tenant, pack.version(), pack.digest(), pack.pack(), now);
        refuseTooLarge(published);
        PackRevision revision = new PackRevision();
        revision.tenantId = tenant.value();
        revision.version = pack.version();
        revision.digest = pack.digest().value();
        revision.content = json(pack.pack());
        revision.publishedAt = now;
        revision.publishedBy = by.displayName();
        revision.persistAndFlush();
        handle.createUpdate(
                        "insert into pack_holder (digest, tenant_id) values (:digest, :tenant) on conflict do nothing")
                .bind("digest", pack.digest().value())
                .bind("tenant", tenant.value())
                .execute();
        outbox.append(handle, published);
        return pack;
    }

    private static void refuseTooLarge(PackPublished published) {
        int bytes = EventJson.write(published).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES)
            throw Problem.badRequest(
                    "the pack would have %d bytes with all its own checks; it may have %d".formatted(bytes, MAX_BYTES));
    }

    /** Held until the transaction ends: revisions of a tenant's pack and of its own checks follow each other. */
    public static void oneAtATime(Handle handle, TenantId tenant) {
        handle.execute(
                "select pg_advisory_xact_lock(hashtextextended('pack', 0) # hashtextextended(?, 0))",
                tenant.toString());
    }

    private static String json(EffectivePack pack) {
        try {
            return EventJson.MAPPER.writeValueAsString(pack);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the pack has no JSON form", notJson);
        }
    }
}
