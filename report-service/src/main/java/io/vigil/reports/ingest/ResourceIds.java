package io.vigil.reports.ingest;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import java.util.UUID;

/** The key of a resource in the inventory, the same over all scans. */
public final class ResourceIds {
    private ResourceIds() {}

    public static UUID of(TenantId tenant, AccountId account, Region region, String type, String resource) {
        return Uuids.ofName("resource", tenant, account, region, type, resource);
    }
}
