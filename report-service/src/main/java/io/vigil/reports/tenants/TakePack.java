package io.vigil.reports.tenants;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.PackPublished;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.OwnChecks;
import io.vigil.reports.catalogue.PackInForce;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the pack that is in force, and notes in the same transaction which checks it changed, so that the inventory is
 * judged by them even if this service is stopped meanwhile. An older pack changes nothing.
 */
@ApplicationScoped
class TakePack {
    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final OwnChecks ownChecks;

    TakePack(TenantTransaction transaction, Catalogue catalogue, OwnChecks ownChecks) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.ownChecks = ownChecks;
    }

    void take(PackPublished published) {
        transaction.run(published.tenant(), handle -> {
            EffectivePack before = PackInForce.read(handle, published.tenant());
            if (keep(handle, published)) note(handle, published, changed(before, published.pack()));
        });
        ownChecks.learn(published.pack());
    }

    private static boolean keep(Handle handle, PackPublished published) {
        int rows = handle.createUpdate("""
                        insert into pack as p (tenant_id, version, digest, content) values (:tenant, :version, :digest, :content)
                        on conflict (tenant_id) do update set version = excluded.version, digest = excluded.digest, content = excluded.content
                        where p.version < excluded.version
                        """)
                .bind("tenant", published.tenant().value())
                .bind("version", published.version())
                .bind("digest", published.digest().value())
                .bind("content", json(published))
                .execute();
        return rows > 0;
    }

    private static void note(Handle handle, PackPublished published, Set<CheckId> checks) {
        handle.createUpdate("""
                        insert into rejudging (tenant_id, account, check_id)
                        select :tenant, account, check_id
                        from (select distinct account from resource where tenant_id = :tenant) a, unnest(:checks) c (check_id)
                        on conflict do nothing
                        """)
                .bind("tenant", published.tenant().value())
                .bindArray(
                        "checks",
                        String.class,
                        checks.stream().map(CheckId::value).toList())
                .execute();
    }

    /** What judges otherwise than before, or, of the tenant's own, no longer. */
    private Set<CheckId> changed(EffectivePack before, EffectivePack now) {
        Set<CheckId> changed = new TreeSet<>();
        Map<CheckId, OwnCheck> ownBefore = inForce(before);
        Map<CheckId, OwnCheck> ownNow = inForce(now);
        ownNow.forEach((id, own) -> {
            if (!own.equals(ownBefore.get(id))) changed.add(id);
        });
        ownBefore.keySet().stream().filter(id -> !ownNow.containsKey(id)).forEach(changed::add);
        Set<CheckId> withParams = new HashSet<>(before.params().keySet());
        withParams.addAll(now.params().keySet());
        for (CheckId id : withParams)
            if (!before.params().getOrDefault(id, Map.of()).equals(now.params().getOrDefault(id, Map.of())))
                changed.add(id);
        before.disabledChecks().stream()
                .filter(id -> !now.disabledChecks().contains(id))
                .forEach(changed::add);
        if (!before.declarations().equals(now.declarations())) {
            changed.addAll(catalogue.readingDeclarations());
            ownNow.values().stream()
                    .filter(own -> own.source().contains("declared."))
                    .forEach(own -> changed.add(own.id()));
        }
        return changed;
    }

    private static Map<CheckId, OwnCheck> inForce(EffectivePack pack) {
        return pack.ownChecks().stream()
                .filter(own -> !pack.disabledChecks().contains(own.id()))
                .collect(Collectors.toMap(OwnCheck::id, own -> own, (one, other) -> other, HashMap::new));
    }

    private static String json(PackPublished published) {
        try {
            return EventJson.MAPPER.writeValueAsString(published.pack());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
