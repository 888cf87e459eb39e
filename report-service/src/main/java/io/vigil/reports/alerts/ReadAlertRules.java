package io.vigil.reports.alerts;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shows alert rules with what they told of late. */
@ApplicationScoped
class ReadAlertRules {
    private static final Duration LATELY = Duration.ofDays(7);

    /**
     * A rule as it is shown.
     *
     * @param filter CEL; empty for everything
     * @param hours before an exception's end, or without a scan; 0 where it means nothing
     * @param digestHour null for one that tells at once
     * @param nextDigest null for one that tells at once
     * @param matched events of the last 7 days that it told, or will with the next digest
     */
    @Schema(name = "AlertRule")
    public record Shown(
            UUID id,
            String name,
            Trigger trigger,
            String filter,
            int hours,
            @Nullable Integer digestHour,
            String zone,
            List<UUID> channels,
            Instant createdAt,
            String createdBy,
            @Nullable Instant nextDigest,
            int matched) {}

    private final TenantTransaction transaction;
    private final InstantSource clock;

    ReadAlertRules(TenantTransaction transaction, InstantSource clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    List<Shown> list(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> AlertRuleTable.list(handle, tenant).stream()
                        .map(rule -> shown(handle, tenant, rule))
                        .toList());
    }

    /** @throws Problem 404 when there is none */
    Shown show(TenantId tenant, UUID id) {
        return transaction.call(tenant, handle -> shown(handle, tenant, AlertRuleTable.demand(handle, tenant, id)));
    }

    private Shown shown(Handle handle, TenantId tenant, AlertRule rule) {
        Instant now = clock.instant();
        int matched = handle.createQuery("""
                        select count(distinct event_id) from alert_match
                        where tenant_id = :tenant and rule_id = :rule and at > :since
                        """)
                .bind("tenant", tenant.value())
                .bind("rule", rule.id())
                .bind("since", now.minus(LATELY))
                .mapTo(Integer.class)
                .one();
        return new Shown(
                rule.id(),
                rule.name(),
                rule.trigger(),
                rule.filter(),
                rule.hours(),
                rule.digestHour(),
                rule.zone().getId(),
                rule.channels(),
                rule.createdAt(),
                rule.createdBy(),
                rule.nextDigest(now).orElse(null),
                matched);
    }
}
