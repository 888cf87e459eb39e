package io.vigil.reports.comments;

import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.exceptions.Texts;
import io.vigil.reports.people.AskPeople;
import io.vigil.reports.people.Person;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what somebody says of a finding, and queues a mail to each member who is mentioned. */
@ApplicationScoped
public class WriteComment {
    private static final int LONGEST = 4_000;
    private static final int MOST_MENTIONED = 10;

    private final TenantTransaction transaction;
    private final AskPeople people;
    private final MailMentions mailMentions;
    private final AuditTrail audit;
    private final CommentsConfig config;
    private final InstantSource clock;
    private final SecureRandom random;

    WriteComment(
            TenantTransaction transaction,
            AskPeople people,
            MailMentions mailMentions,
            AuditTrail audit,
            CommentsConfig config,
            InstantSource clock,
            SecureRandom random) {
        this.transaction = transaction;
        this.people = people;
        this.mailMentions = mailMentions;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** @throws Problem 400 naming what is wrong, 404 for no such finding, 409 when all was said, 503 while nobody is known */
    Comment write(TenantId tenant, FindingId finding, @Nullable String given, Caller by) {
        String text = Texts.optional("text", given, LONGEST);
        if (text == null) throw malformed("is missing");
        List<Person> mentioned = mentioned(tenant, text, by);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Comment comment = new Comment(
                Uuids.ofName("comment", random.nextLong(), random.nextLong()),
                finding,
                now,
                by.subject(),
                by.displayName(),
                by.role(),
                text,
                null,
                List.of());
        return transaction.call(tenant, handle -> {
            int before = CommentTable.count(handle, tenant, finding)
                    .orElseThrow(() -> Problem.notFound("no finding " + finding));
            if (before >= config.most())
                throw Problem.conflict("a finding has at most %,d comments".formatted(config.most()));
            CommentTable.insert(handle, tenant, comment);
            List<Comment.Mention> mentions = mailMentions.queue(handle, tenant, comment, mentioned);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "comment.written",
                    finding.toString(),
                    Map.of(
                            "comment",
                            comment.id().toString(),
                            "mentioned",
                            mentioned.stream().map(Person::subject).toList()));
            return comment.with(mentions);
        });
    }

    private List<Person> mentioned(TenantId tenant, String text, Caller by) {
        if (!Mentions.any(text)) return List.of();
        try {
            List<Person> mentioned = Mentions.of(text, people.members(tenant)).stream()
                    .filter(person -> !person.subject().equals(by.subject()))
                    .toList();
            if (mentioned.size() > MOST_MENTIONED)
                throw malformed("mentions %d people; %d is the most".formatted(mentioned.size(), MOST_MENTIONED));
            return mentioned;
        } catch (UncheckedIOException down) {
            throw Problem.unavailable("nobody can tell who is mentioned right now; try again in a minute");
        }
    }

    private static Problem malformed(String message) {
        return Problem.malformed(List.of(Problem.Fault.at("text", message)));
    }
}
