package io.vigil.reports.comments;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.agroal.api.AgroalDataSource;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.comments.Comment.Mail;
import io.vigil.reports.comments.MentionMail.About;
import io.vigil.reports.subscriptions.Customer;
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

/** Hands the mail of one mention to the mail server, again and again until it is taken or given up, as reports are. */
@ApplicationScoped
public class SendMention {
    private static final Logger LOG = Logger.getLogger(SendMention.class);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

    private record Waiting(Customer customer, About about, boolean deleted, Instant queuedAt, int attempts) {}

    private final TenantTransaction transaction;
    private final MentionMail mentionMail;
    private final Post post;
    private final DeliveryConfig config;
    private final InstantSource clock;
    private final TenantTask task;

    SendMention(
            TenantTransaction transaction,
            MentionMail mentionMail,
            Post post,
            DeliveryConfig config,
            InstantSource clock,
            AgroalDataSource database) {
        this.transaction = transaction;
        this.mentionMail = mentionMail;
        this.post = post;
        this.config = config;
        this.clock = clock;
        this.task = new TenantTask("mention", AFTER_A_FAULT, database, clock, this::send);
    }

    /** For the scheduler that runs it. */
    public CustomTask<Void> task() {
        return task.task();
    }

    /** Inside the transaction that wrote it down. */
    void queue(TenantId tenant, UUID mail) {
        task.queue(tenant, mail);
    }

    /** Empty when it is sent, given up, or of what was taken back meanwhile. */
    private Optional<Instant> send(TenantId tenant, UUID mail) {
        Optional<Waiting> found = transaction.call(tenant, handle -> waiting(handle, tenant, mail));
        if (found.isEmpty()) return Optional.empty();
        Waiting waiting = found.get();
        if (waiting.deleted()) {
            note(tenant, mail, Mail.LEFT_OUT, "the comment was deleted before it could be sent");
            return Optional.empty();
        }
        return switch (post.send(mentionMail.letter(waiting.customer(), waiting.about()))) {
            case Post.Answer.Accepted() -> {
                note(tenant, mail, Mail.SENT, "accepted by the mail server");
                yield Optional.empty();
            }
            case Post.Answer.Refused(String words) -> {
                note(tenant, mail, Mail.FAILED, words);
                yield Optional.empty();
            }
            case Post.Answer.Failed(String words, boolean heard) -> again(tenant, mail, waiting, words);
        };
    }

    private Optional<Instant> again(TenantId tenant, UUID mail, Waiting waiting, String why) {
        Optional<Instant> next = NextTry.after(config, waiting.queuedAt(), waiting.attempts(), clock.instant());
        note(tenant, mail, next.isEmpty() ? Mail.FAILED : Mail.QUEUED, why);
        LOG.warnf("mention %s: %s tenant=%s mail=%s", next.isEmpty() ? "given up" : "waits", why, tenant, mail);
        return next;
    }

    private static Optional<Waiting> waiting(Handle handle, TenantId tenant, UUID mail) {
        Customer customer = Customer.of(handle, tenant);
        return handle.createQuery("""
                        select m.recipient, m.queued_at, m.attempts, c.author_name, c.text, c.deleted_at, f.finding_id, f.check_id,
                          coalesce(nullif(f.resource_name, ''), f.resource) as resource
                        from comment_mention m join finding_comment c using (tenant_id, comment_id)
                          join finding f using (tenant_id, finding_id)
                        where m.tenant_id = :tenant and m.mail_id = :mail and m.state = 'QUEUED'
                        """)
                .bind("tenant", tenant.value())
                .bind("mail", mail)
                .map((row, context) -> of(row, customer, mail))
                .findOne();
    }

    private static Waiting of(ResultSet row, Customer customer, UUID mail) throws SQLException {
        return new Waiting(
                customer,
                new About(
                        mail,
                        new FindingId(row.getObject("finding_id", UUID.class)),
                        new CheckId(row.getString("check_id")),
                        row.getString("resource"),
                        row.getString("author_name"),
                        row.getString("text"),
                        row.getString("recipient")),
                row.getTimestamp("deleted_at") != null,
                row.getTimestamp("queued_at").toInstant(),
                row.getInt("attempts"));
    }

    private void note(TenantId tenant, UUID mail, Mail state, String detail) {
        Instant now = clock.instant();
        transaction.run(
                tenant,
                handle -> handle.createUpdate("""
                                update comment_mention set state = :state, attempts = attempts + 1, tried_at = :now, detail = :detail
                                where tenant_id = :tenant and mail_id = :mail
                                """)
                        .bind("tenant", tenant.value())
                        .bind("mail", mail)
                        .bind("state", state.name())
                        .bind("now", now)
                        .bind("detail", detail)
                        .execute());
    }
}
