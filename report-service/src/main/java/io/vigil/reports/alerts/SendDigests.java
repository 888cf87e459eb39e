package io.vigil.reports.alerts;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.agroal.api.AgroalDataSource;
import io.vigil.contracts.TenantId;
import io.vigil.reports.timed.TenantTask;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Tells once a day what was claimed since; nothing when there is nothing. One that comes late tells all the same. */
@ApplicationScoped
public class SendDigests {
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

    private final TenantTransaction transaction;
    private final TellMatches tellMatches;
    private final InstantSource clock;
    private final TenantTask task;

    SendDigests(
            TenantTransaction transaction, TellMatches tellMatches, InstantSource clock, AgroalDataSource database) {
        this.transaction = transaction;
        this.tellMatches = tellMatches;
        this.clock = clock;
        this.task = new TenantTask("alert-digest", AFTER_A_FAULT, database, clock, this::send);
    }

    /** For the scheduler that runs it. */
    public CustomTask<Void> task() {
        return task.task();
    }

    /** In the transaction that keeps the rule; one that tells at once has what was left for a digest told now. */
    void plan(TenantId tenant, AlertRule rule) {
        Instant now = clock.instant();
        task.move(tenant, rule.id(), rule.nextDigest(now).orElse(now));
    }

    /** When the next one is due; empty for a rule that is gone, or tells at once. */
    Optional<Instant> send(TenantId tenant, UUID id) {
        return transaction.call(tenant, handle -> {
            if (!AlertRuleTable.lock(handle, tenant, id)) return Optional.empty();
            AlertRule rule = AlertRuleTable.demand(handle, tenant, id);
            tellMatches.tell(handle, tenant, rule);
            return rule.nextDigest(clock.instant());
        });
    }
}
