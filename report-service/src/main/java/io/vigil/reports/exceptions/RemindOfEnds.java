package io.vigil.reports.exceptions;

import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.subscriptions.ReportReaders;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Queues the mails that tell of an exception's coming end; of what was missed in an outage only the latest. */
@ApplicationScoped
class RemindOfEnds {
    private final TenantTransaction transaction;
    private final SendReminder send;
    private final AuditTrail audit;
    private final ExceptionsConfig config;
    private final InstantSource clock;

    RemindOfEnds(
            TenantTransaction transaction,
            SendReminder send,
            AuditTrail audit,
            ExceptionsConfig config,
            InstantSource clock) {
        this.transaction = transaction;
        this.send = send;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    void remind(TenantId tenant, ExceptionId id) {
        transaction.run(tenant, handle -> {
            Instant now = clock.instant();
            AcceptedRisk risk = ExceptionTable.lock(handle, tenant, id);
            if (!risk.inForce(now)) return;
            due(risk, now).filter(days -> !reminded(handle, tenant, id, days)).ifPresent(days -> {
                List<String> recipients = risk.remind().isEmpty() ? ReportReaders.of(handle, tenant) : risk.remind();
                recipients.forEach(recipient -> queue(handle, tenant, id, days, recipient, now));
                audit.append(
                        handle,
                        tenant,
                        Caller.service("report-service", Optional.of(tenant)),
                        "exception.reminded",
                        id.toString(),
                        Map.of("daysBefore", days, "recipients", recipients));
            });
        });
    }

    /** A reminder is due since it was approved; one of a time before tells nobody anything. */
    private Optional<Integer> due(AcceptedRisk risk, Instant now) {
        Instant approved = risk.approved() == null ? now : risk.approved().at();
        return config.remindDaysBefore().stream()
                .filter(days -> {
                    Instant at = risk.endsAt().minus(Duration.ofDays(days));
                    return at.isAfter(approved) && !at.isAfter(now);
                })
                .min(Comparator.naturalOrder());
    }

    private static boolean reminded(Handle handle, TenantId tenant, ExceptionId id, int days) {
        return handle.createQuery("""
                        select exists (select from exception_reminder
                          where tenant_id = :tenant and exception_id = :id and days <= :days)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("days", days)
                .mapTo(Boolean.class)
                .one();
    }

    private void queue(Handle handle, TenantId tenant, ExceptionId id, int days, String recipient, Instant now) {
        UUID reminder = Uuids.ofName("reminder", id, days, recipient);
        int queued = handle.createUpdate("""
                        insert into exception_reminder (tenant_id, reminder_id, exception_id, days, recipient, state, queued_at)
                        values (:tenant, :reminder, :id, :days, :recipient, 'QUEUED', :now) on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("reminder", reminder)
                .bind("id", id.value())
                .bind("days", days)
                .bind("recipient", recipient)
                .bind("now", now)
                .execute();
        if (queued == 1) send.queue(tenant, reminder);
    }
}
