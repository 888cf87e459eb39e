package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.subscriptions.Delivery.Kind;
import io.vigil.reports.subscriptions.Delivery.State;
import io.vigil.reports.subscriptions.DeliveryTable.Waiting;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.MailText;
import io.vigil.tenancy.mail.Post;
import io.vigil.tenancy.mail.Post.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Hands one mail to the mail server, and notes every try. Whoever does holds the mail for longer than the server may take;
 * a crash between the server's yes and our note repeats it after that under the same Message-ID, which mail programs show
 * once.
 */
@ApplicationScoped
class Deliver {
    private static final Logger LOG = Logger.getLogger(Deliver.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration WHILE_ALL_ARE_BUSY = Duration.ofSeconds(5);

    /** Above the longest that handing over may take. */
    private static final Duration HOLD = Duration.ofMinutes(5);

    /** Fewer than the scheduler's threads, so that a slow mail server keeps no subscription from being claimed in time. */
    private static final int AT_ONCE = 2;

    private static final int LONGEST_DETAIL = 300;

    sealed interface Outcome {
        /**
         * Sent, given up, or no longer wanted.
         *
         * @param follows mails that are to be sent because of it
         */
        record Done(List<UUID> follows) implements Outcome {}

        record Again(Instant at) implements Outcome {}
    }

    private final TenantTransaction transaction;
    private final WriteLetter writeLetter;
    private final Post post;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final DeliveryConfig config;
    private final Semaphore hands = new Semaphore(AT_ONCE);

    /** The mail server did not answer; until then nobody else needs to find out the same. */
    private volatile Instant quietUntil = Instant.MIN;

    Deliver(
            TenantTransaction transaction,
            WriteLetter writeLetter,
            Post post,
            AuditTrail audit,
            InstantSource clock,
            SecureRandom random,
            DeliveryConfig config) {
        this.transaction = transaction;
        this.writeLetter = writeLetter;
        this.post = post;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.config = config;
    }

    Outcome deliver(TenantId tenant, UUID delivery) {
        Instant now = clock.instant();
        Optional<Waiting> found = transaction.call(tenant, handle -> DeliveryTable.waiting(handle, tenant, delivery));
        if (found.isEmpty()) return new Outcome.Done(List.of());
        Waiting waiting = found.get();
        if (waiting.notBefore().isAfter(now)) return new Outcome.Again(waiting.notBefore());
        if (quietUntil.isAfter(now) && !isOld(waiting, now))
            return new Outcome.Again(quietUntil.plus(around(config.firstPause())));
        if (!hands.tryAcquire()) return new Outcome.Again(now.plus(around(WHILE_ALL_ARE_BUSY)));
        try {
            return attempt(tenant, waiting);
        } finally {
            hands.release();
        }
    }

    private Outcome attempt(TenantId tenant, Waiting waiting) {
        WriteLetter.Written written;
        try {
            written = writeLetter.write(tenant, waiting);
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "a mail could not be written tenant=%s delivery=%s", tenant, waiting.id());
            return begin(tenant, waiting, waiting.recipient())
                    .map(number -> again(tenant, waiting, number, "it could not be written: " + reason(failed)))
                    .orElseGet(() -> anothers(tenant, waiting));
        }
        return switch (written) {
            case WriteLetter.Written.Unwanted(var why) -> {
                transaction.run(tenant, handle -> {
                    if (end(handle, tenant, waiting, State.DROPPED, why))
                        note(handle, tenant, waiting, waiting.attempts() + 1, "DROPPED", why);
                });
                yield new Outcome.Done(List.of());
            }
            case WriteLetter.Written.Ready(var letter) -> {
                Optional<Integer> number = begin(tenant, waiting, letter.to());
                yield number.isEmpty()
                        ? anothers(tenant, waiting)
                        : settle(tenant, waiting, number.get(), post.send(letter));
            }
        };
    }

    private Optional<Integer> begin(TenantId tenant, Waiting waiting, String recipient) {
        return transaction.call(
                tenant, handle -> DeliveryTable.begin(handle, tenant, waiting.id(), recipient, clock.instant(), HOLD));
    }

    /** Another replica has it in hand, or has done with it. */
    private Outcome anothers(TenantId tenant, Waiting waiting) {
        return transaction
                .call(tenant, handle -> DeliveryTable.waiting(handle, tenant, waiting.id()))
                .<Outcome>map(still -> new Outcome.Again(still.notBefore()))
                .orElseGet(() -> new Outcome.Done(List.of()));
    }

    private Outcome settle(TenantId tenant, Waiting waiting, int number, Answer answer) {
        boolean silent = answer instanceof Answer.Failed failed && !failed.heard();
        quietUntil = silent ? clock.instant().plus(config.firstPause()) : Instant.MIN;
        return switch (answer) {
            case Answer.Accepted() -> {
                transaction.run(tenant, handle -> {
                    note(handle, tenant, waiting, number, "SENT", "accepted by the mail server");
                    DeliveryTable.end(handle, tenant, waiting.id(), State.SENT, clock.instant());
                    if (waiting.kind() == Kind.REPORT)
                        RecipientTable.sent(handle, tenant, waiting.id(), clock.instant());
                });
                yield new Outcome.Done(List.of());
            }
            case Answer.Refused refused -> giveUp(tenant, waiting, number, refused.words());
            case Answer.Failed failed -> again(tenant, waiting, number, failed.words());
        };
    }

    private Outcome again(TenantId tenant, Waiting waiting, int number, String words) {
        Instant now = clock.instant();
        if (isOld(waiting, now)) return giveUp(tenant, waiting, number, words);
        Instant next = now.plus(pause(number));
        transaction.run(tenant, handle -> {
            note(handle, tenant, waiting, number, "RETRY", words);
            DeliveryTable.retryAt(handle, tenant, waiting.id(), next);
        });
        // why is told in the delivery log: what a mail server says names the address
        LOG.warnf("a mail waits until %s tenant=%s delivery=%s try=%d", next, tenant, waiting.id(), number);
        return new Outcome.Again(next);
    }

    private Outcome giveUp(TenantId tenant, Waiting waiting, int number, String words) {
        LOG.errorf("a mail was given up tenant=%s delivery=%s", tenant, waiting.id());
        return new Outcome.Done(transaction.call(tenant, handle -> {
            note(handle, tenant, waiting, number, "FAILED", words);
            end(handle, tenant, waiting, State.FAILED, words);
            return waiting.kind() == Kind.NOTICE
                    ? List.<UUID>of()
                    : List.of(DeliveryTable.queueNotice(handle, tenant, waiting.subscription(), clock.instant()));
        }));
    }

    private void note(Handle handle, TenantId tenant, Waiting waiting, int number, String outcome, String words) {
        DeliveryTable.note(
                handle, tenant, waiting.id(), number, outcome, MailText.line(words, LONGEST_DETAIL), clock.instant());
    }

    private boolean end(Handle handle, TenantId tenant, Waiting waiting, State as, String why) {
        if (!DeliveryTable.end(handle, tenant, waiting.id(), as, clock.instant())) return false;
        audit.append(
                handle,
                tenant,
                Caller.service("report-service", Optional.of(tenant)),
                as == State.FAILED ? "delivery.given.up" : "delivery.dropped",
                waiting.id().toString(),
                Map.of(
                        "subscription", waiting.subscription().toString(),
                        "recipient", waiting.recipient(),
                        "why", MailText.line(why, LONGEST_DETAIL)));
        return true;
    }

    private boolean isOld(Waiting waiting, Instant now) {
        Duration patience = waiting.kind() == Kind.NOTICE ? config.giveUpNoticesAfter() : config.giveUpAfter();
        return Duration.between(waiting.askedAt(), now).compareTo(patience) >= 0;
    }

    private Duration pause(int number) {
        Duration pause = config.firstPause().multipliedBy(1L << Math.min(number - 1, 20));
        return around(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    /** Between a half and one and a half: what failed together does not come back together. */
    private Duration around(Duration pause) {
        return Duration.ofMillis(pause.toMillis() / 2 + random.nextLong(Math.max(1, pause.toMillis())));
    }

    private static String reason(Throwable failed) {
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }
}
