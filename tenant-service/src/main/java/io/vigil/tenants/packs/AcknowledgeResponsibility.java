package io.vigil.tenants.packs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.checks.Check;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Owner;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import io.vigil.tenants.packs.Responsibility.Acknowledgement;
import io.vigil.tenants.packs.Responsibility.Deviation;
import io.vigil.tenants.packs.Responsibility.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Shows who answers for what, and keeps who of the customer took note of it. */
@ApplicationScoped
class AcknowledgeResponsibility {
    private final TenantTransaction transaction;
    private final Packs packs;
    private final Catalogue catalogue;
    private final AuditTrail audit;
    private final InstantSource clock;

    AcknowledgeResponsibility(
            TenantTransaction transaction, Packs packs, Catalogue catalogue, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.packs = packs;
        this.catalogue = catalogue;
        this.audit = audit;
        this.clock = clock;
    }

    private record Kept(Acknowledgement acknowledgement, Map<String, Owner> owners) {}

    Responsibility read(TenantId tenant) {
        return transaction.call(tenant, handle -> read(handle, tenant));
    }

    private Responsibility read(Handle handle, TenantId tenant) {
        EffectivePack pack = packs.newest(handle, tenant).pack();
        List<Row> rows = rows(handle, tenant, pack);
        List<Deviation> accounts = deviations(handle, tenant, pack);
        Map<String, Owner> owners = Responsibility.owners(rows, accounts);
        String digest = EventJson.digest(owners);
        Optional<Kept> last = kept(handle, tenant, digest, 1).stream().findFirst();
        boolean acknowledge = last.map(kept -> Responsibility.addsToCustomer(kept.owners(), owners))
                .orElse(true);
        return new Responsibility(
                digest,
                pack.levels(),
                rows,
                accounts,
                acknowledge,
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

    /**
     * Taking note of the same again changes nothing.
     *
     * @param digest of what was shown to the person
     * @throws Problem 409 if something else is said by now
     */
    Responsibility acknowledge(TenantId tenant, String digest, Caller by) {
        return transaction.call(tenant, handle -> {
            PublishPack.oneAtATime(handle, tenant);
            Responsibility shown = read(handle, tenant);
            if (!shown.digest().equals(digest))
                throw Problem.conflict("who answers for what has changed meanwhile; read it again");
            if (shown.last() != null && shown.last().current()) return shown;
            insert(handle, tenant, shown, by);
            return read(handle, tenant);
        });
    }

    private void insert(Handle handle, TenantId tenant, Responsibility shown, Caller by) {
        long version = packs.newest(handle, tenant).version();
        handle.createUpdate("""
                        insert into pack_acknowledgement (tenant_id, acknowledgement, pack_version, digest, owners,
                          acknowledged_at, subject, name)
                        values (:tenant, :number, :version, :digest, :owners, :at, :subject, :name)
                        """)
                .bind("tenant", tenant.value())
                .bind("number", shown.last() == null ? 1 : shown.last().number() + 1)
                .bind("version", version)
                .bind("digest", shown.digest())
                .bind("owners", LevelTable.json(Responsibility.owners(shown.rows(), shown.accounts())))
                .bind("at", clock.instant())
                .bind("subject", by.subject())
                .bind("name", by.displayName())
                .execute();
        audit.append(
                handle,
                tenant,
                by,
                "responsibility.acknowledged",
                shown.digest(),
                Map.of(
                        "version",
                        version,
                        "baseline",
                        shown.versions().msp(),
                        "tenant",
                        shown.versions().tenant()));
    }

    /** Newest first. */
    List<Acknowledgement> list(TenantId tenant, int limit) {
        return transaction.call(tenant, handle -> {
            String digest = read(handle, tenant).digest();
            return kept(handle, tenant, digest, limit).stream()
                    .map(Kept::acknowledgement)
                    .toList();
        });
    }

    private static List<Kept> kept(Handle handle, TenantId tenant, String current, int limit) {
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
