package io.vigil.reports.catalogue;

import io.vigil.checks.Check;
import io.vigil.checks.MalformedCheck;
import io.vigil.checks.OwnCheckProgram;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What tenants' own checks tell people of themselves, from the packs in force. An id leads to its tenant by the mark in
 * it; nothing is told of a check to those who have no finding of it.
 */
@ApplicationScoped
public class OwnChecks {
    private static final Duration KEPT_FOR = Duration.ofMinutes(1);
    private static final int MAX_KEPT = 10_000;

    private record Known(Optional<Check> check, Instant until) {}

    private final Map<CheckId, Known> known = new ConcurrentHashMap<>();
    private final PlatformTransaction platform;
    private final TenantTransaction tenants;
    private final InstantSource clock;

    OwnChecks(PlatformTransaction platform, TenantTransaction tenants, InstantSource clock) {
        this.platform = platform;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Empty when it was withdrawn, or no pack told of it yet. */
    Optional<Check> find(CheckId id) {
        Instant now = clock.instant();
        Known found = known.get(id);
        if (found != null && found.until().isAfter(now)) return found.check();
        if (known.size() > MAX_KEPT) known.clear();
        Optional<Check> check = tenantsMarkedAs(id).stream()
                .flatMap(tenant -> inPackOf(tenant, id).stream())
                .findFirst();
        known.put(id, new Known(check, now.plus(KEPT_FOR)));
        return check;
    }

    /** What a tenant's new pack tells of its own checks is told at once; of another's it has nothing to tell. */
    public void learn(TenantId tenant, EffectivePack pack) {
        Instant until = clock.instant().plus(KEPT_FOR);
        pack.ownChecks().stream()
                .filter(own -> !OwnCheck.isOfOthers(tenant, own.id()))
                .forEach(own -> known.put(own.id(), new Known(read(own), until)));
    }

    /** Nothing of an erased tenant is told from memory. */
    public void forget(TenantId tenant) {
        known.keySet().removeIf(id -> !OwnCheck.isOfOthers(tenant, id));
    }

    private Optional<Check> inPackOf(TenantId tenant, CheckId id) {
        return tenants.call(tenant, handle -> PackInForce.read(handle, tenant)).ownChecks().stream()
                .filter(own -> own.id().equals(id))
                .findFirst()
                .flatMap(OwnChecks::read);
    }

    private static Optional<Check> read(OwnCheck own) {
        try {
            return Optional.of(OwnCheckProgram.compile(own.id(), own.source()).check());
        } catch (MalformedCheck ofAnotherRelease) {
            return Optional.empty();
        }
    }

    private List<TenantId> tenantsMarkedAs(CheckId id) {
        return platform
                .call(handle -> handle.createQuery(
                                "select tenant_id from tenant_directory t where " + Closings.STILL_THERE)
                        .mapTo(UUID.class)
                        .list())
                .stream()
                .map(TenantId::new)
                .filter(tenant -> !OwnCheck.isOfOthers(tenant, id))
                .toList();
    }
}
