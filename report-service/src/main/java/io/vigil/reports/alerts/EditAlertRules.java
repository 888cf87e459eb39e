package io.vigil.reports.alerts;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.channels.QueueMessage;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Makes, changes and ends alert rules. */
@ApplicationScoped
class EditAlertRules {
    private final TenantTransaction transaction;
    private final QueueMessage queue;
    private final SendDigests digests;
    private final AuditTrail audit;
    private final AlertsConfig config;
    private final InstantSource clock;
    private final SecureRandom random;

    EditAlertRules(
            TenantTransaction transaction,
            QueueMessage queue,
            SendDigests digests,
            AuditTrail audit,
            AlertsConfig config,
            InstantSource clock,
            SecureRandom random) {
        this.transaction = transaction;
        this.queue = queue;
        this.digests = digests;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** @throws Problem 400 for what cannot be used, 409 when the tenant has too many */
    UUID create(TenantId tenant, NewAlertRule asked, Caller by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = Uuids.ofName("alert-rule", random.nextLong(), random.nextLong());
        AlertRule rule = rule(id, asked, now, now, by.displayName());
        transaction.run(tenant, handle -> {
            if (AlertRuleTable.list(handle, tenant).size() >= config.mostOfATenant())
                throw Problem.conflict("there are %d alert rules already, the most there may be; end one first"
                        .formatted(config.mostOfATenant()));
            keep(handle, tenant, rule, by, "alert.rule.created");
        });
        return id;
    }

    /** What is told by it from now on; another trigger or filter begins anew. @throws Problem 404 when there is none */
    void change(TenantId tenant, UUID id, NewAlertRule asked, Caller by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transaction.run(tenant, handle -> {
            AlertRuleTable.lock(handle, tenant, id);
            AlertRule before = AlertRuleTable.demand(handle, tenant, id);
            boolean same =
                    before.trigger() == asked.chosenTrigger() && before.filter().equals(asked.chosenFilter());
            Instant since = same ? before.since() : now;
            keep(
                    handle,
                    tenant,
                    rule(id, asked, since, before.createdAt(), before.createdBy()),
                    by,
                    "alert.rule.changed");
        });
    }

    /** One that is gone already stays gone. */
    void end(TenantId tenant, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            if (AlertRuleTable.delete(handle, tenant, id))
                audit.append(handle, tenant, by, "alert.rule.ended", id.toString(), Map.of());
        });
    }

    private static AlertRule rule(UUID id, NewAlertRule asked, Instant since, Instant createdAt, String createdBy) {
        RuleFilter.of(asked.chosenTrigger(), asked.chosenFilter());
        return new AlertRule(
                id,
                asked.name().strip(),
                asked.chosenTrigger(),
                asked.chosenFilter(),
                asked.chosenHours(),
                asked.digestHour(),
                asked.chosenZone(),
                asked.chosenChannels(),
                since,
                createdAt,
                createdBy);
    }

    private void keep(Handle handle, TenantId tenant, AlertRule rule, Caller by, String action) {
        Set<UUID> known = queue.known(handle, tenant, rule.channels());
        for (UUID channel : rule.channels())
            if (!known.contains(channel)) throw NewAlertRule.noChannel(channel.toString());
        AlertRuleTable.put(handle, tenant, rule);
        digests.plan(tenant, rule);
        audit.append(
                handle,
                tenant,
                by,
                action,
                rule.id().toString(),
                Map.of(
                        "name", rule.name(),
                        "trigger", rule.trigger().name(),
                        "filter", rule.filter(),
                        "channels", rule.channels().stream().map(UUID::toString).toList()));
    }
}
