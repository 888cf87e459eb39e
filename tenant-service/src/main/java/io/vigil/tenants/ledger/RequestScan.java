package io.vigil.tenants.ledger;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitKind;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.NewIds;
import io.vigil.tenants.accounts.Accounts;
import io.vigil.tenants.packs.Catalogue;
import io.vigil.tenants.packs.Pack;
import io.vigil.tenants.packs.Packs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Opens a scan of an AWS account: one unit a region and the global one. One that is active already takes the request over. */
@ApplicationScoped
public class RequestScan {

    /** What became of a request. */
    public sealed interface Outcome {
        ScanId scan();

        record Opened(ScanId scan) implements Outcome {}

        record Coalesced(ScanId scan) implements Outcome {}
    }

    private final TenantTransaction transaction;
    private final Ledger ledger;
    private final UnitQueue queue;
    private final Packs packs;
    private final Catalogue catalogue;
    private final AuditTrail audit;
    private final NewIds ids;
    private final InstantSource clock;

    RequestScan(
            TenantTransaction transaction,
            Ledger ledger,
            UnitQueue queue,
            Packs packs,
            Catalogue catalogue,
            AuditTrail audit,
            NewIds ids,
            InstantSource clock) {
        this.transaction = transaction;
        this.ledger = ledger;
        this.queue = queue;
        this.packs = packs;
        this.catalogue = catalogue;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws Problem 404 when the account is not connected, 409 when it is blocked or its tenant is frozen, 400 for a region that is not one of its own or a check there is not */
    public Outcome request(TenantId tenant, NewScan asked, Caller by) {
        return transaction.call(tenant, handle -> request(handle, tenant, asked, by));
    }

    /** As the other, in a transaction of the tenant that is open; a problem is thrown before anything is written. */
    public Outcome request(Handle handle, TenantId tenant, NewScan asked, Caller by) {
        Closings.demandOpen(handle, tenant);
        Pack pack = packs.inForce(handle, tenant, asked.account());
        catalogue.demandKnown(asked.chosenChecks(), pack.pack());
        Accounts.Access access = Accounts.access(handle, tenant, asked.account())
                .orElseThrow(() -> Problem.notFound("AWS account %s is not connected".formatted(asked.account())));
        if (access.isBlocked()) throw Problem.conflict(Accounts.blocked(asked.account()));
        LockedScan scan = new LockedScan(
                tenant,
                ids.scan(),
                asked.account(),
                asked.chosenClass(),
                ScanState.QUEUED,
                regions(asked, access),
                asked.chosenChecks(),
                pack.digest(),
                clock.instant());
        Optional<ScanId> active = insertUnlessActive(handle, scan, by.displayName());
        if (active.isPresent()) return coalesce(handle, tenant, active.get(), asked.chosenClass(), by);
        ledger.open(handle, scan, units(scan));
        audit.append(
                handle,
                tenant,
                by,
                "scan.requested",
                scan.scan().toString(),
                Map.of("account", asked.account().value()));
        return new Outcome.Opened(scan.scan());
    }

    private static List<Region> regions(NewScan asked, Accounts.Access access) {
        List<Region> chosen = asked.chosenRegions();
        for (Region region : chosen) {
            if (!access.regions().contains(region))
                throw Problem.badRequest("regions: '%s' is not among those of account %s: %s"
                        .formatted(region, asked.account(), access.regions()));
        }
        return chosen.isEmpty() ? access.regions() : chosen;
    }

    private List<UnitRow> units(LockedScan scan) {
        var queued = new UnitState.Queued(/* attempt */ 1, scan.requestedAt(), Optional.empty());
        List<UnitRow> units = new ArrayList<>();
        units.add(new UnitRow(ids.unit(), UnitKind.GLOBAL, Region.GLOBAL, queued));
        scan.regions().forEach(region -> units.add(new UnitRow(ids.unit(), UnitKind.REGIONAL, region, queued)));
        return units;
    }

    /** Two requests at once: the index on active scans makes the second wait for the first and then find it. */
    private static Optional<ScanId> insertUnlessActive(Handle handle, LockedScan scan, String requestedBy) {
        while (true) {
            if (insert(handle, scan, requestedBy)) return Optional.empty();
            Optional<ScanId> active = lockActive(handle, scan.tenant(), scan.account());
            if (active.isPresent()) return active;
        }
    }

    private static boolean insert(Handle handle, LockedScan scan, String requestedBy) {
        return handle.createUpdate("""
                                insert into scan (tenant_id, scan_id, account_id, scan_class, state, regions, checks,
                                                  pack_digest, requested_by, requested_at)
                                values (:tenant, :scan, :account, :class, 'QUEUED', :regions, :checks,
                                        :pack, :by, :at)
                                on conflict (tenant_id, account_id) where state in ('QUEUED', 'RUNNING') do nothing
                                """)
                        .bind("tenant", scan.tenant().value())
                        .bind("scan", scan.scan().value())
                        .bind("account", scan.account().value())
                        .bind("class", scan.scanClass().name())
                        .bindArray(
                                "regions",
                                String.class,
                                scan.regions().stream().map(Region::value).toList())
                        .bindArray(
                                "checks",
                                String.class,
                                scan.checks().stream().map(Object::toString).toList())
                        .bind("pack", scan.pack().value())
                        .bind("by", requestedBy)
                        .bind("at", scan.requestedAt())
                        .execute()
                == 1;
    }

    static Optional<ScanId> lockActive(Handle handle, TenantId tenant, AccountId account) {
        return handle.createQuery("""
                        select scan_id from scan
                        where tenant_id = :tenant and account_id = :account and state in ('QUEUED', 'RUNNING')
                        for update
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .mapTo(UUID.class)
                .findOne()
                .map(ScanId::new);
    }

    private Outcome coalesce(Handle handle, TenantId tenant, ScanId active, ScanClass asked, Caller by) {
        LockedScan scan = LockedScan.lock(handle, tenant, active).orElseThrow();
        if (asked == ScanClass.INTERACTIVE && scan.scanClass() == ScanClass.SCHEDULED) {
            handle.createUpdate(
                            "update scan set scan_class = 'INTERACTIVE' where tenant_id = :tenant and scan_id = :scan")
                    .bind("tenant", tenant.value())
                    .bind("scan", active.value())
                    .execute();
            queue.promote(handle, scan);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "scan.hurried",
                    active.toString(),
                    Map.of("account", scan.account().value()));
        }
        return new Outcome.Coalesced(active);
    }
}
