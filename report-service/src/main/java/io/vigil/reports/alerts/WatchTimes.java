package io.vigil.reports.alerts;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Looks for what comes about by time alone. However often it looks, each event is claimed once. */
@ApplicationScoped
public class WatchTimes {
    private static final Logger LOG = Logger.getLogger(WatchTimes.class);

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final ComingTimes comingTimes;
    private final TellMatches tellMatches;

    WatchTimes(
            PlatformTransaction platform,
            TenantTransaction transaction,
            ComingTimes comingTimes,
            TellMatches tellMatches) {
        this.platform = platform;
        this.transaction = transaction;
        this.comingTimes = comingTimes;
        this.tellMatches = tellMatches;
    }

    /** One tenant's fault is not the others'. */
    public void watch() {
        List<TenantId> tenants = platform.call(
                handle -> handle.createQuery("select tenant_id from tenant_directory t where " + Closings.STILL_THERE)
                        .mapTo(UUID.class)
                        .map(TenantId::new)
                        .list());
        for (TenantId tenant : tenants)
            try {
                watch(tenant);
            } catch (RuntimeException failed) {
                LOG.errorf(failed, "rules of time were not looked at tenant=%s", tenant);
            }
    }

    void watch(TenantId tenant) {
        transaction.runUnlessErased(
                tenant,
                handle -> AlertRuleTable.list(handle, tenant).stream()
                        .filter(rule -> rule.trigger().isOfTime())
                        .sorted((one, other) -> one.id().compareTo(other.id()))
                        .filter(rule -> AlertRuleTable.lock(handle, tenant, rule.id()))
                        .forEach(rule ->
                                RuleFilter.ofKept(rule).ifPresent(filter -> watch(handle, tenant, rule, filter))));
    }

    private void watch(Handle handle, TenantId tenant, AlertRule rule, RuleFilter filter) {
        ClaimMatches.claim(
                handle,
                tenant,
                rule,
                comingTimes.of(handle, tenant, rule.trigger(), rule.hours()).stream()
                        .filter(filter::matches)
                        .toList());
        if (!rule.isDigest()) tellMatches.tell(handle, tenant, rule);
    }
}
