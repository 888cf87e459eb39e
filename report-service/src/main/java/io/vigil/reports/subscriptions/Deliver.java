package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles.Stored;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Hands one mail to the mail server, and notes every try. A crash between the server's yes and our note repeats the mail
 * under the same Message-ID, which mail programs show once.
 */
@ApplicationScoped
class Deliver {
    private static final Logger LOG = Logger.getLogger(Deliver.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int LONGEST_DETAIL = 500;

    sealed interface Outcome {
        /** Sent, given up, or no longer wanted. */
        record Done() implements Outcome {}

        record Again(Instant at) implements Outcome {}
    }

    private record Waiting(
            Subscription subscription, Instant period, String recipient, Instant claimedAt, int attempts) {}

    private final TenantTransaction transaction;
    private final PeriodFiles periodFiles;
    private final ReportMail reportMail;
    private final InstantSource clock;
    private final DeliveryConfig config;

    Deliver(
            TenantTransaction transaction,
            PeriodFiles periodFiles,
            ReportMail reportMail,
            InstantSource clock,
            DeliveryConfig config) {
        this.transaction = transaction;
        this.periodFiles = periodFiles;
        this.reportMail = reportMail;
        this.clock = clock;
        this.config = config;
    }

    Outcome deliver(TenantId tenant, UUID delivery) {
        Optional<Waiting> found = transaction.call(tenant, handle -> waiting(handle, tenant, delivery));
        if (found.isEmpty()) return new Outcome.Done();
        Waiting waiting = found.get();
        int attempt = waiting.attempts() + 1;
        try {
            List<Stored> files = periodFiles.of(tenant, waiting.subscription(), waiting.period());
            reportMail.send(tenant, delivery, waiting.subscription(), waiting.recipient(), files);
        } catch (RuntimeException failed) {
            return again(tenant, delivery, waiting, attempt, failed);
        }
        note(tenant, delivery, attempt, "SENT", "accepted by the mail server", Optional.of("SENT"));
        return new Outcome.Done();
    }

    private Outcome again(TenantId tenant, UUID delivery, Waiting waiting, int attempt, RuntimeException failed) {
        Instant now = clock.instant();
        String why = reason(failed);
        if (Duration.between(waiting.claimedAt(), now).compareTo(config.giveUpAfter()) > 0) {
            note(tenant, delivery, attempt, "FAILED", why, Optional.of("FAILED"));
            LOG.errorf("mail given up: %s tenant=%s delivery=%s", why, tenant, delivery);
            return new Outcome.Done();
        }
        Duration pause = pause(attempt);
        note(tenant, delivery, attempt, "RETRY", why, Optional.empty());
        LOG.warnf("mail waits %s: %s tenant=%s delivery=%s attempt=%d", pause, why, tenant, delivery, attempt);
        return new Outcome.Again(now.plus(pause));
    }

    private Duration pause(int attempt) {
        Duration pause = config.firstPause().multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static String reason(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null && cause.getCause() != cause) cause = cause.getCause();
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }

    private static Optional<Waiting> waiting(Handle handle, TenantId tenant, UUID delivery) {
        record Row(UUID subscription, Instant period, String recipient, Instant claimedAt, int attempts) {}
        return handle.createQuery("""
                        select d.subscription_id, d.period, d.recipient, p.claimed_at,
                          (select count(*) from delivery_attempt a where a.tenant_id = d.tenant_id and a.delivery_id = d.delivery_id) as attempts
                        from delivery d join subscription_period p using (tenant_id, subscription_id, period)
                        where d.tenant_id = :tenant and d.delivery_id = :delivery and d.state = 'QUEUED'
                        """)
                .bind("tenant", tenant.value())
                .bind("delivery", delivery)
                .map((rs, ctx) -> new Row(
                        rs.getObject("subscription_id", UUID.class),
                        rs.getTimestamp("period").toInstant(),
                        rs.getString("recipient"),
                        rs.getTimestamp("claimed_at").toInstant(),
                        rs.getInt("attempts")))
                .findOne()
                .flatMap(row -> Subscriptions.find(handle, tenant, row.subscription())
                        .map(subscription -> new Waiting(
                                subscription, row.period(), row.recipient(), row.claimedAt(), row.attempts())));
    }

    private void note(
            TenantId tenant, UUID delivery, int attempt, String outcome, String detail, Optional<String> state) {
        Instant now = clock.instant();
        transaction.run(tenant, handle -> {
            handle.createUpdate("""
                            insert into delivery_attempt (tenant_id, delivery_id, attempt, at, outcome, detail)
                            select tenant_id, delivery_id, :attempt, :now, :outcome, :detail from delivery
                            where tenant_id = :tenant and delivery_id = :delivery on conflict do nothing
                            """)
                    .bind("tenant", tenant.value())
                    .bind("delivery", delivery)
                    .bind("attempt", attempt)
                    .bind("now", now)
                    .bind("outcome", outcome)
                    .bind("detail", detail)
                    .execute();
            state.ifPresent(reached -> handle.createUpdate("""
                            update delivery set state = :state, sent_at = case when :state = 'SENT' then :now::timestamptz end
                            where tenant_id = :tenant and delivery_id = :delivery
                            """)
                    .bind("tenant", tenant.value())
                    .bind("delivery", delivery)
                    .bind("state", reached)
                    .bind("now", now)
                    .execute());
        });
    }
}
