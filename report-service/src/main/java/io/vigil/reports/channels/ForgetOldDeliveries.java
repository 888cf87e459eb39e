package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Deletes what became of messages, after as long as it is kept. */
@ApplicationScoped
public class ForgetOldDeliveries {
    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final ChannelsConfig config;
    private final InstantSource clock;

    ForgetOldDeliveries(
            PlatformTransaction platform, TenantTransaction transaction, ChannelsConfig config, InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.config = config;
        this.clock = clock;
    }

    public void forget() {
        Instant before = clock.instant().minus(config.keepLog());
        List<TenantId> tenants = platform.call(
                handle -> handle.createQuery("select tenant_id from tenant_directory t where " + Closings.STILL_THERE)
                        .mapTo(UUID.class)
                        .map(TenantId::new)
                        .list());
        for (TenantId tenant : tenants)
            transaction.runUnlessErased(tenant, handle -> ChannelDeliveryTable.forgetOld(handle, tenant, before));
    }
}
