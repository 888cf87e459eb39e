package io.vigil.tenants.packs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.checks.Check;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Owner;
import io.vigil.contracts.TenantId;
import io.vigil.tenants.Columns;
import io.vigil.tenants.packs.Responsibility.Acknowledgement;
import io.vigil.tenants.packs.Responsibility.Deviation;
import io.vigil.tenants.packs.Responsibility.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Reads who answers for what by a tenant's packs in force, and what of it the customer has taken note of. */
@ApplicationScoped
class ReadResponsibility {
    private final Packs packs;
    private final Catalogue catalogue;

    ReadResponsibility(Packs packs, Catalogue catalogue) {
        this.packs = packs;
        this.catalogue = catalogue;
    }

    /** @param owners what was shown then: control → owner */
    record Kept(Acknowledgement acknowledgement, Map<String, Owner> owners) {}

    Responsibility read(Handle handle, TenantId tenant) {
        Pack newest = packs.newest(handle, tenant);
        EffectivePack pack = newest.pack();
        List<Row> rows = rows(handle, tenant, pack);
        List<Deviation> accounts = deviations(handle, tenant, pack);
        Map<String, Owner> owners = Responsibility.owners(rows, accounts);
        String digest = EventJson.digest(owners);
        Optional<Kept> last = kept(handle, tenant, digest, 1).stream().findFirst();
        Set<String> added =
                Responsibility.addedToCustomer(last.map(Kept::owners).orElse(Map.of()), owners);
        return new Responsibility(
                digest,
                newest.version(),
                pack.levels(),
                rows,
                accounts,
                last.isEmpty() || !added.isEmpty(),
                added,
                last.map(Kept::acknowledgement).orElse(null));
    }

    private List<Row> rows(Handle handle, TenantId tenant, EffectivePack pack) {
        List<LevelVersion> levels = List.of(
                LevelTable.BASELINE.newest(handle),
                LevelTable.of(tenant, Optional.empty()).newest(handle));
        var origins = MergePack.merge(levels, pack.ownChecks()).origins();
        return catalogue.all(pack).stream()
                .filter(check -> pack.runs(check.id()))
                .map(check -> new Row(
                        check.id(),
                        check.title(),
                        check.layer().label(),
                        check.severity(),
                        pack.owners().getOrDefault(check.id(), check.owner()),
                        check.owner(),
                        pack.owners().containsKey(check.id()) ? origins.get("owners/" + check.id()) : null))
                .toList();
    }

    private List<Deviation> deviations(Handle handle, TenantId tenant, EffectivePack pack) {
        List<Deviation> found = new ArrayList<>();
        packs.ofAccounts(handle, tenant)
                .forEach((account, own) -> catalogue.all(own.pack()).stream()
                        .filter(check -> own.pack().runs(check.id()))
                        .forEach(check ->
                                deviation(account, check, own.pack(), pack).ifPresent(found::add)));
        return found;
    }

    private static Optional<Deviation> deviation(
            AccountId account, Check check, EffectivePack own, EffectivePack pack) {
        Owner here = own.owners().getOrDefault(check.id(), check.owner());
        boolean asElsewhere = pack.runs(check.id()) && here == pack.owners().getOrDefault(check.id(), check.owner());
        return asElsewhere ? Optional.empty() : Optional.of(new Deviation(account, check.id(), here));
    }

    /** Newest first. */
    static List<Kept> kept(Handle handle, TenantId tenant, String current, int limit) {
        return handle.createQuery("""
                        select acknowledgement, pack_version, digest, owners, acknowledged_at, name from pack_acknowledgement
                        where tenant_id = :tenant order by acknowledgement desc limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map((row, context) -> new Kept(
                        new Acknowledgement(
                                row.getLong("acknowledgement"),
                                Columns.instant(row, "acknowledged_at"),
                                row.getString("name"),
                                row.getLong("pack_version"),
                                row.getString("digest"),
                                row.getString("digest").equals(current)),
                        owners(row.getString("owners"))))
                .list();
    }

    private static Map<String, Owner> owners(String json) {
        try {
            return EventJson.MAPPER.readValue(json, new TypeReference<Map<String, Owner>>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored acknowledgement is unreadable", unreadable);
        }
    }
}
