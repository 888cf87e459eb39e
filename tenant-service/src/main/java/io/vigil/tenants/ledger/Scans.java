package io.vigil.tenants.ledger;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackVersions;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitFolded.Tally;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the scans of a tenant. */
@ApplicationScoped
class Scans {

    /** @param next cursor of the next page; null on the last one */
    record Page(List<Scan> items, @Nullable String next) {}

    private record UnitOfScan(ScanId scan, Scan.Unit unit, Tally tally) {}

    private static final String SELECT = """
            select s.*, coalesce(p.msp_version, 0) as msp_version, coalesce(p.tenant_version, 0) as tenant_version,
              coalesce(p.account_version, 0) as account_version
            from scan s
            left join lateral (
              select msp_version, tenant_version, account_version from pack_revision r
              where r.tenant_id = s.tenant_id and r.digest = s.pack_digest limit 1) p on true
            """;

    private final TenantTransaction transaction;

    Scans(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    Scan find(TenantId tenant, ScanId scan) {
        List<Scan> found = transaction.call(
                tenant,
                handle -> withUnits(
                        handle,
                        tenant,
                        handle.createQuery(SELECT + "where s.tenant_id = :tenant and s.scan_id = :scan")
                                .bind("tenant", tenant.value())
                                .bind("scan", scan.value())
                                .map((row, context) -> read(row))
                                .list()));
        return found.stream().findFirst().orElseThrow(() -> Problem.notFound("nothing is here"));
    }

    /** Newest first: a scan's id carries its time. */
    Page page(TenantId tenant, Optional<AccountId> account, Optional<ScanId> before, int limit) {
        List<Scan> scans = transaction.call(
                tenant,
                handle -> withUnits(
                        handle,
                        tenant,
                        handle.createQuery(SELECT + """
                                        where s.tenant_id = :tenant
                                          and (cast(:account as text) is null or s.account_id = :account)
                                          and (cast(:before as uuid) is null or s.scan_id < :before)
                                        order by s.scan_id desc
                                        limit :limit
                                        """)
                                .bind("tenant", tenant.value())
                                .bind("account", account.map(AccountId::value).orElse(null))
                                .bind("before", before.map(ScanId::value).orElse(null))
                                .bind("limit", limit + 1)
                                .map((row, context) -> read(row))
                                .list()));
        if (scans.size() <= limit) return new Page(scans, null);
        List<Scan> items = scans.subList(0, limit);
        return new Page(items, items.get(limit - 1).id().toString());
    }

    private static Scan read(ResultSet row) throws SQLException {
        return new Scan(
                new ScanId(row.getObject("scan_id", UUID.class)),
                new AccountId(row.getString("account_id")),
                ScanClass.valueOf(row.getString("scan_class")),
                ScanState.valueOf(row.getString("state")),
                Columns.instant(row, "requested_at"),
                Columns.maybeInstant(row, "started_at").orElse(null),
                Columns.maybeInstant(row, "finished_at").orElse(null),
                row.getString("requested_by"),
                new Scan.JudgedBy(
                        new PackDigest(row.getString("pack_digest")),
                        new PackVersions(
                                row.getLong("msp_version"),
                                row.getLong("tenant_version"),
                                row.getLong("account_version"))),
                List.of(),
                new Tally(0, 0, 0, 0, 0, 0, 0));
    }

    private static List<Scan> withUnits(Handle handle, TenantId tenant, List<Scan> scans) {
        Map<ScanId, List<UnitOfScan>> units = new LinkedHashMap<>();
        handle.createQuery("""
                        select * from scan_unit where tenant_id = :tenant and scan_id = any(:scans)
                        order by scan_id, kind, region
                        """)
                .bind("tenant", tenant.value())
                .bindArray(
                        "scans",
                        UUID.class,
                        scans.stream().map(scan -> scan.id().value()).toList())
                .map((row, context) -> unit(row))
                .forEach(unit -> units.computeIfAbsent(unit.scan(), id -> new ArrayList<>())
                        .add(unit));
        return scans.stream()
                .map(scan -> join(scan, units.getOrDefault(scan.id(), List.of())))
                .toList();
    }

    private static UnitOfScan unit(ResultSet row) throws SQLException {
        return new UnitOfScan(
                new ScanId(row.getObject("scan_id", UUID.class)),
                new Scan.Unit(
                        new UnitId(row.getObject("unit_id", UUID.class)),
                        new Region(row.getString("region")),
                        UnitKind.valueOf(row.getString("kind")),
                        UnitState.Label.valueOf(row.getString("state")),
                        row.getInt("attempt"),
                        row.getString("worker"),
                        new UnitBeat.Counts(row.getLong("calls"), row.getLong("resources"), row.getLong("verdicts")),
                        row.getString("message")),
                UnitTable.tally(row));
    }

    private static Scan join(Scan scan, List<UnitOfScan> units) {
        Tally tally = units.stream().map(UnitOfScan::tally).reduce(scan.tally(), Scans::plus);
        return new Scan(
                scan.id(),
                scan.account(),
                scan.scanClass(),
                scan.state(),
                scan.requestedAt(),
                scan.startedAt(),
                scan.finishedAt(),
                scan.requestedBy(),
                scan.pack(),
                units.stream().map(UnitOfScan::unit).toList(),
                tally);
    }

    private static Tally plus(Tally a, Tally b) {
        return new Tally(
                a.pass() + b.pass(),
                a.fail() + b.fail(),
                a.notApplicable() + b.notApplicable(),
                a.undetermined() + b.undetermined(),
                a.opened() + b.opened(),
                a.resolved() + b.resolved(),
                a.reopened() + b.reopened());
    }
}
