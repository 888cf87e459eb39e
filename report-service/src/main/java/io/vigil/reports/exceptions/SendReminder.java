package io.vigil.reports.exceptions;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.agroal.api.AgroalDataSource;
import io.vigil.contracts.TenantId;
import io.vigil.reports.subscriptions.DeliveryConfig;
import io.vigil.reports.subscriptions.NextTry;
import io.vigil.reports.timed.TenantTask;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.Post;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Hands one reminder to the mail server, again and again until it is taken or given up, as reports are. */
@ApplicationScoped
public class SendReminder {
    private static final Logger LOG = Logger.getLogger(SendReminder.class);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

    private record Waiting(AcceptedRisk risk, String recipient, Instant queuedAt, int attempts, int findings) {
        static Waiting of(ResultSet row) throws SQLException {
            return new Waiting(
                    ExceptionTable.of(row),
                    row.getString("recipient"),
                    row.getTimestamp("queued_at").toInstant(),
                    row.getInt("attempts"),
                    row.getInt("findings"));
        }
    }

    private final TenantTransaction transaction;
    private final ReminderMail mail;
    private final DeliveryConfig config;
    private final InstantSource clock;
    private final TenantTask task;

    SendReminder(
            TenantTransaction transaction,
            ReminderMail mail,
            DeliveryConfig config,
            InstantSource clock,
            AgroalDataSource database) {
        this.transaction = transaction;
        this.mail = mail;
        this.config = config;
        this.clock = clock;
        this.task = new TenantTask("exception-reminder", AFTER_A_FAULT, database, clock, this::send);
    }

    /** For the scheduler that runs it. */
    public CustomTask<Void> task() {
        return task.task();
    }

    /** Inside the transaction that wrote it down. */
    void queue(TenantId tenant, UUID reminder) {
        task.queue(tenant, reminder);
    }

    /** Empty when it is sent, given up, or of an exception that is over meanwhile. */
    private Optional<Instant> send(TenantId tenant, UUID reminder) {
        Instant now = clock.instant();
        Optional<Waiting> found = transaction.call(tenant, handle -> waiting(handle, tenant, reminder));
        if (found.isEmpty()) return Optional.empty();
        Waiting waiting = found.get();
        if (!waiting.risk().inForce(now)) {
            note(tenant, reminder, "FAILED", "the exception was over before it could be sent");
            return Optional.empty();
        }
        return switch (mail.send(tenant, reminder, waiting.risk(), waiting.recipient(), waiting.findings())) {
            case Post.Answer.Accepted() -> {
                note(tenant, reminder, "SENT", "accepted by the mail server");
                yield Optional.empty();
            }
            case Post.Answer.Refused(String words) -> {
                note(tenant, reminder, "FAILED", words);
                yield Optional.empty();
            }
            case Post.Answer.Failed(String words, boolean heard) -> again(tenant, reminder, waiting, now, words);
        };
    }

    private Optional<Instant> again(TenantId tenant, UUID reminder, Waiting waiting, Instant now, String why) {
        Optional<Instant> next = NextTry.after(config, waiting.queuedAt(), waiting.attempts(), now);
        note(tenant, reminder, next.isEmpty() ? "FAILED" : "QUEUED", why);
        LOG.warnf(
                "reminder %s: %s tenant=%s reminder=%s", next.isEmpty() ? "given up" : "waits", why, tenant, reminder);
        return next;
    }

    private static Optional<Waiting> waiting(Handle handle, TenantId tenant, UUID reminder) {
        return handle.createQuery("""
                        select e.*, m.recipient, m.queued_at, m.attempts, (select count(*) from finding f
                          where f.tenant_id = e.tenant_id and f.excepted_by = e.exception_id) as findings
                        from exception_reminder m join exception e using (tenant_id, exception_id)
                        where m.tenant_id = :tenant and m.reminder_id = :reminder and m.state = 'QUEUED'
                        """)
                .bind("tenant", tenant.value())
                .bind("reminder", reminder)
                .map((row, context) -> Waiting.of(row))
                .findOne();
    }

    private void note(TenantId tenant, UUID reminder, String state, String detail) {
        Instant now = clock.instant();
        transaction.run(
                tenant,
                handle -> handle.createUpdate("""
                                update exception_reminder set state = :state, attempts = attempts + 1, tried_at = :now, detail = :detail
                                where tenant_id = :tenant and reminder_id = :reminder
                                """)
                        .bind("tenant", tenant.value())
                        .bind("reminder", reminder)
                        .bind("state", state)
                        .bind("now", now)
                        .bind("detail", detail)
                        .execute());
    }
}
