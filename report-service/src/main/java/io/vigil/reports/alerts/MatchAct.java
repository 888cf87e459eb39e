package io.vigil.reports.alerts;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.agroal.api.AgroalDataSource;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.timed.TenantTask;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Looks through what one transaction moved, for what rules want to tell.
 *
 * <p>The transaction that moves findings leaves one row that says so, and this reads that act's part of the log later: both or
 * neither are there, so nothing is lost, and the row goes in the transaction that claims and queues, so nothing is done twice.
 * Filters of strangers take no time from a fold that way, and cannot fail one. The event that is told to Kafka has no tags, is
 * delivered more than once, and would need the same rows to be read.
 */
@ApplicationScoped
public class MatchAct {
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(30);
    private static final int PAGE = 500;

    private record Act(Instant at, UUID scan) {}

    private final TenantTransaction transaction;
    private final FindingChanges changes;
    private final TellMatches tellMatches;
    private final TenantTask task;

    MatchAct(
            TenantTransaction transaction,
            FindingChanges changes,
            TellMatches tellMatches,
            InstantSource clock,
            AgroalDataSource database) {
        this.transaction = transaction;
        this.changes = changes;
        this.tellMatches = tellMatches;
        this.task = new TenantTask("alert-act", AFTER_A_FAULT, database, clock, this::match);
    }

    /** For the scheduler that runs it. */
    public CustomTask<Void> task() {
        return task.task();
    }

    /**
     * In the transaction that wrote the log, for who has a rule about it.
     *
     * @param act tells the tenant's acts apart
     */
    public void note(Handle handle, TenantId tenant, String act, Instant at, ScanId scan) {
        UUID id = Uuids.ofName("act", act, at);
        int noted = handle.createUpdate("""
                        insert into alert_act (tenant_id, act_id, at, scan_id) select :tenant, :id, :at, :scan
                        where exists (select from alert_rule
                            where tenant_id = :tenant and trigger = 'FINDING_CHANGED' and since <= :at)
                          and exists (select from run_transition)
                        on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("at", at)
                .bind("scan", scan.value())
                .execute();
        if (noted == 1) task.queue(tenant, id);
    }

    private Optional<Instant> match(TenantId tenant, UUID act) {
        transaction.run(tenant, handle -> {
            Optional<Act> taken = take(handle, tenant, act);
            taken.ifPresent(given -> match(handle, tenant, given));
        });
        return Optional.empty();
    }

    private static Optional<Act> take(Handle handle, TenantId tenant, UUID act) {
        return handle.createQuery("""
                        delete from alert_act where tenant_id = :tenant and act_id = :act returning at, scan_id
                        """)
                .bind("tenant", tenant.value())
                .bind("act", act)
                .map((row, context) ->
                        new Act(row.getTimestamp("at").toInstant(), row.getObject("scan_id", UUID.class)))
                .findOne();
    }

    private void match(Handle handle, TenantId tenant, Act act) {
        Map<AlertRule, RuleFilter> filters = new LinkedHashMap<>();
        AlertRuleTable.list(handle, tenant).stream()
                .filter(rule -> rule.trigger() == Trigger.FINDING_CHANGED
                        && !rule.since().isAfter(act.at()))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .filter(rule -> AlertRuleTable.lock(handle, tenant, rule.id()))
                .forEach(rule -> RuleFilter.ofKept(rule).ifPresent(filter -> filters.put(rule, filter)));
        if (filters.isEmpty()) return;
        UUID after = new UUID(0, 0);
        List<Candidate> page;
        do {
            page = changes.ofAct(handle, tenant, act.at(), act.scan(), after, PAGE);
            for (Map.Entry<AlertRule, RuleFilter> rule : filters.entrySet())
                ClaimMatches.claim(
                        handle,
                        tenant,
                        rule.getKey(),
                        page.stream().filter(rule.getValue()::matches).toList());
            if (!page.isEmpty()) after = last(page);
        } while (page.size() == PAGE);
        filters.keySet().stream()
                .filter(rule -> !rule.isDigest())
                .forEach(rule -> tellMatches.tell(handle, tenant, rule));
    }

    private static UUID last(List<Candidate> page) {
        var finding = page.getLast().happening().finding();
        if (finding == null) throw new IllegalStateException("a change of a finding names it");
        return finding.value();
    }
}
