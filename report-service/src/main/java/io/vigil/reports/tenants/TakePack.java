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
import io.vigil.reports.ingest.MoveDueDates;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Keeps the pack that is in force, and notes in the same transaction which checks it changed, so that the inventory is
 * judged by them even if this service is stopped meanwhile; when findings are due is moved at once. An older pack changes
 * nothing.
 */
@ApplicationScoped
class TakePack {
    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final OwnChecks ownChecks;
    private final MoveDueDates moveDueDates;

    TakePack(TenantTransaction transaction, Catalogue catalogue, OwnChecks ownChecks, MoveDueDates moveDueDates) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.ownChecks = ownChecks;
        this.moveDueDates = moveDueDates;
    }

    void take(PackPublished published) {
        transaction.run(published.tenant(), handle -> {
            EffectivePack before = before(handle, published);
            boolean otherDays =
                    !before.daysToRemediate().equals(published.pack().daysToRemediate());
            if (otherDays) moveDueDates.begin(handle, published.tenant());
            if (!keep(handle, published)) return;
            note(handle, published, changed(before, published.pack()));
            if (otherDays)
                moveDueDates.move(
                        handle, published.tenant(), Optional.ofNullable(published.account()), published.pack());
        });
        ownChecks.learn(published.tenant(), published.pack());
    }

    private static EffectivePack before(Handle handle, PackPublished published) {
        return PackInForce.read(handle, published.tenant(), Optional.ofNullable(published.account()));
    }

    private static boolean keep(Handle handle, PackPublished published) {
        String sql = published.account() == null ? """
                insert into pack as p (tenant_id, version, digest, content) values (:tenant, :version, :digest, :content)
                on conflict (tenant_id) do update set version = excluded.version, digest = excluded.digest, content = excluded.content
                where p.version < excluded.version
                """ : """
                insert into account_pack as p (tenant_id, account, version, digest, content)
                values (:tenant, :account, :version, :digest, :content)
                on conflict (tenant_id, account) do update set version = excluded.version, digest = excluded.digest, content = excluded.content
                where p.version < excluded.version
                """;
        Update update = handle.createUpdate(sql)
                .bind("tenant", published.tenant().value())
                .bind("version", published.version())
                .bind("digest", published.digest().value())
                .bind("content", json(published));
        if (published.account() != null)
            update.bind("account", published.account().value());
        return update.execute() > 0;
    }

    /** For the account whose pack it is; of the tenant's, for the accounts that have none of their own. */
    private static void note(Handle handle, PackPublished published, Set<CheckId> checks) {
        handle.createUpdate("""
                        insert into rejudging (tenant_id, account, check_id)
                        select :tenant, account, check_id
                        from (select account from resource where tenant_id = :tenant
                              union select account from fleet_counter where tenant_id = :tenant) a,
                          unnest(:checks) c (check_id)
                        where case when :account::text is null
                          then not exists (select from account_pack p where p.tenant_id = :tenant and p.account = a.account)
                          else account = :account end
                        on conflict do nothing
                        """)
                .bind("tenant", published.tenant().value())
                .bind(
                        "account",
                        published.account() == null ? null : published.account().value())
                .bindArray(
                        "checks",
                        String.class,
                        checks.stream().map(CheckId::value).toList())
                .execute();
    }

    /** What judges otherwise than before or no longer, counts otherwise, or is answered for by somebody else. */
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
        Set<CheckId> switched = new HashSet<>(before.disabledChecks());
        switched.addAll(now.disabledChecks());
        switched.addAll(before.checksDecidedOut());
        switched.addAll(now.checksDecidedOut());
        for (CheckId id : switched)
            if (before.runs(id) != now.runs(id) || before.decides(id) != now.decides(id)) changed.add(id);
        Set<CheckId> owned = new HashSet<>(before.owners().keySet());
        owned.addAll(now.owners().keySet());
        for (CheckId id : owned) if (catalogue.owner(id, before) != catalogue.owner(id, now)) changed.add(id);
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
                .filter(own -> pack.runs(own.id()))
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
