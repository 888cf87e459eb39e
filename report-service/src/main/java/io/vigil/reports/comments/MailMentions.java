package io.vigil.reports.comments;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.comments.Comment.Mail;
import io.vigil.reports.people.Person;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.mail.MailQuota;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Queues a mail for each who is mentioned, as far as there are not too many; the comment is kept all the same. */
@ApplicationScoped
public class MailMentions {
    private static final String COUNTED = "mention_mailed";

    private final PlatformTransaction platform;
    private final SendMention send;
    private final CommentsConfig config;
    private final InstantSource clock;

    MailMentions(PlatformTransaction platform, SendMention send, CommentsConfig config, InstantSource clock) {
        this.platform = platform;
        this.send = send;
        this.config = config;
        this.clock = clock;
    }

    /** In the transaction that keeps the comment. */
    List<Comment.Mention> queue(Handle handle, TenantId tenant, Comment comment, List<Person> mentioned) {
        List<Comment.Mention> mentions = new ArrayList<>();
        // in one order, so that two comments that mention the same people do not wait for each other
        mentioned.stream()
                .sorted(Comparator.comparing(MailMentions::digest))
                .forEach(person -> mentions.add(queue(handle, tenant, comment, person)));
        return mentions;
    }

    private Comment.Mention queue(Handle handle, TenantId tenant, Comment comment, Person person) {
        String refused = refused(handle, tenant, person);
        Mail state = refused.isEmpty() ? Mail.QUEUED : Mail.LEFT_OUT;
        UUID mail = Uuids.ofName("mention", comment.id(), person.subject());
        handle.createUpdate("""
                        insert into comment_mention (tenant_id, comment_id, subject, name, mail_id, recipient, state, queued_at, detail)
                        values (:tenant, :comment, :subject, :name, :mail, :recipient, :state, :now, :detail)
                        """)
                .bind("tenant", tenant.value())
                .bind("comment", comment.id())
                .bind("subject", person.subject())
                .bind("name", person.name())
                .bind("mail", mail)
                .bind("recipient", person.address())
                .bind("state", state.name())
                .bind("now", comment.at())
                .bind("detail", refused)
                .execute();
        if (state == Mail.QUEUED) send.queue(tenant, mail);
        return new Comment.Mention(person.subject(), person.name(), state, refused);
    }

    /** Why no mail goes to this person; empty if one does, and then it is counted. */
    private String refused(Handle handle, TenantId tenant, Person person) {
        if (person.address().isEmpty()) return "nobody knows an address";
        Instant now = clock.instant();
        try {
            new MailQuota(COUNTED, config.mailsPerTenant(), config.mailsPerAddress())
                    .demand(handle, tenant, digest(person), now);
        } catch (Problem tooMany) {
            return String.valueOf(tooMany.getMessage());
        }
        handle.createUpdate(
                        "insert into mention_mailed (tenant_id, address_digest, asked_at) values (:tenant, :digest, :now)")
                .bind("tenant", tenant.value())
                .bind("digest", digest(person))
                .bind("now", now)
                .execute();
        return "";
    }

    private static String digest(Person person) {
        return MailQuota.digest(person.address().toLowerCase(Locale.ROOT));
    }

    /** What is too old to count for anything. */
    public void forgetOld() {
        platform.run(handle -> handle.createUpdate("delete from mention_mailed where asked_at < :before")
                .bind("before", clock.instant().minus(MailQuota.COUNTED))
                .execute());
    }
}
