package io.vigil.tenants.ledger;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitRef;
import io.vigil.tenants.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A scan whose row this transaction holds: all changes of a scan happen one after the other. */
record LockedScan(
        TenantId tenant,
        ScanId scan,
        AccountId account,
        ScanClass scanClass,
        ScanState state,
        List<Region> regions,
        List<CheckId> checks,
        PackDigest pack,
        Instant requestedAt) {

    static Optional<LockedScan> lock(Handle handle, TenantId tenant, ScanId scan) {
        return handle.createQuery("""
                        select account_id, scan_class, state, regions, checks, pack_digest, requested_at from scan
                        where tenant_id = :tenant and scan_id = :scan
                        for update
                        """)
                .bind("tenant", tenant.value())
                .bind("scan", scan.value())
                .map((row, context) -> new LockedScan(
                        tenant,
                        scan,
                        new AccountId(row.getString("account_id")),
                        ScanClass.valueOf(row.getString("scan_class")),
                        ScanState.valueOf(row.getString("state")),
                        Columns.regions(row, "regions"),
                        Columns.texts(row, "checks").stream().map(CheckId::new).toList(),
                        new PackDigest(row.getString("pack_digest")),
                        Columns.instant(row, "requested_at")))
                .findOne();
    }

    UnitRef ref(UnitId unit, int attempt) {
        return new UnitRef(tenant, account, scan, unit, attempt);
    }
}
