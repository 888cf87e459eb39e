package io.vigil.reports.channels;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.agroal.api.AgroalDataSource;
import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.ChannelDelivery.Kind;
import io.vigil.reports.channels.ChannelDelivery.State;
import io.vigil.reports.channels.ChannelDeliveryTable.Waiting;
import io.vigil.reports.subscriptions.DeliveryConfig;
import io.vigil.reports.timed.TenantTask;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Hands one message to its channel, again and again until it is taken or given up, and notes every try. Whoever does holds it
 * for longer than a try may take; a crash between the receiver's yes and our note repeats it after that under the same id, by
 * which a receiver knows it.
 */
@ApplicationScoped
public class DeliverMessage {
    private static final Logger LOG = Logger.getLogger(DeliverMessage.class);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration WHILE_ALL_ARE_BUSY = Duration.ofSeconds(5);

    /** Above the longest that a try may take. */
    private static final Duration HOLD = Duration.ofMinutes(5);

    /** Fewer than the scheduler's threads, so that slow receivers keep nothing else from being done in time. */
    private static final int AT_ONCE = 2;

    private final TenantTransaction transaction;
    private final HandOver handOver;
    private final DisableChannel disableChannel;
    private final DeliveryConfig config;
    private final InstantSource clock;
    private final SecureRandom random;
    private final TenantTask task;
    private final Semaphore hands = new Semaphore(AT_ONCE);

    private record Quiet(Instant until, int failures) {}

    /** By channel: it took nothing of late, and until then the other messages need not find out the same. */
    private final Map<UUID, Quiet> quiet = new ConcurrentHashMap<>();

    DeliverMessage(
            TenantTransaction transaction,
            HandOver handOver,
            DisableChannel disableChannel,
            DeliveryConfig config,
            InstantSource clock,
            SecureRandom random,
            AgroalDataSource database) {
        this.transaction = transaction;
        this.handOver = handOver;
        this.disableChannel = disableChannel;
        this.config = config;
        this.clock = clock;
        this.random = random;
        this.task = new TenantTask("channel-delivery", AFTER_A_FAULT, database, clock, this::deliver);
    }

    /** For the scheduler that runs it. */
    public CustomTask<Void> task() {
        return task.task();
    }

    /** Inside the transaction that wrote it down. */
    void queue(TenantId tenant, UUID delivery) {
        task.queue(tenant, delivery);
    }

    /** When to come again; empty when it was taken or given up. */
    Optional<Instant> deliver(TenantId tenant, UUID delivery) {
        Instant now = clock.instant();
        Optional<Waiting> found =
                transaction.call(tenant, handle -> ChannelDeliveryTable.waiting(handle, tenant, delivery));
        if (found.isEmpty()) return Optional.empty();
        Waiting waiting = found.get();
        if (waiting.notBefore().isAfter(now)) return Optional.of(waiting.notBefore());
        Optional<Instant> later = quietUntil(waiting, now);
        if (later.isPresent()) return later;
        if (!hands.tryAcquire()) return Optional.of(now.plus(around(WHILE_ALL_ARE_BUSY)));
        try {
            return attempt(tenant, waiting);
        } finally {
            hands.release();
        }
    }

    private Optional<Instant> quietUntil(Waiting waiting, Instant now) {
        Quiet known = quiet.get(waiting.channel());
        boolean alone = waiting.kind() == Kind.TEST || waiting.kind() == Kind.NOTICE || waiting.isAskedForNow();
        if (known == null || !known.until().isAfter(now) || alone || isOld(waiting, now)) return Optional.empty();
        return Optional.of(known.until().plus(around(WHILE_ALL_ARE_BUSY)));
    }

    /** Its messages need not wait any more for what is known of it. */
    void wake(UUID channel) {
        quiet.remove(channel);
    }

    private Optional<Instant> attempt(TenantId tenant, Waiting waiting) {
        Optional<Integer> number = transaction.call(
                tenant, handle -> ChannelDeliveryTable.begin(handle, tenant, waiting.id(), clock.instant(), HOLD));
        if (number.isEmpty()) return anothers(tenant, waiting);
        Channel channel = transaction.call(tenant, handle -> ChannelTable.demand(handle, tenant, waiting.channel()));
        if (channel.isDisabled() && waiting.kind() != Kind.NOTICE)
            return end(tenant, waiting, number.get(), State.FAILED, "the channel was disabled");
        return switch (handOver.hand(tenant, channel, waiting, number.get())) {
            case Handed.Taken(String words) -> {
                wake(channel.id());
                yield end(tenant, waiting, number.get(), State.SENT, words);
            }
            case Handed.Unwanted(String words) -> end(tenant, waiting, number.get(), State.DROPPED, words);
            case Handed.Gone(String words) -> giveUp(tenant, waiting, number.get(), words, /* forGood */ true);
            case Handed.Failed(String words) -> again(tenant, waiting, number.get(), words);
        };
    }

    /** Another replica has it in hand, or has done with it. */
    private Optional<Instant> anothers(TenantId tenant, Waiting waiting) {
        return transaction
                .call(tenant, handle -> ChannelDeliveryTable.waiting(handle, tenant, waiting.id()))
                .map(Waiting::notBefore);
    }

    private Optional<Instant> again(TenantId tenant, Waiting waiting, int number, String words) {
        Instant now = clock.instant();
        if (isOld(waiting, now)) return giveUp(tenant, waiting, number, words, /* forGood */ false);
        Instant next = nextTry(waiting, number, now);
        transaction.run(tenant, handle -> {
            ChannelDeliveryTable.note(handle, tenant, waiting.id(), number, "RETRY", words, now);
            ChannelDeliveryTable.retryAt(handle, tenant, waiting.id(), next);
        });
        LOG.warnf("a message waits until %s tenant=%s delivery=%s try=%d", next, tenant, waiting.id(), number);
        return Optional.of(next);
    }

    private Optional<Instant> giveUp(TenantId tenant, Waiting waiting, int number, String words, boolean forGood) {
        Instant now = clock.instant();
        LOG.errorf("a message was given up tenant=%s delivery=%s", tenant, waiting.id());
        transaction.run(tenant, handle -> {
            ChannelDeliveryTable.note(handle, tenant, waiting.id(), number, "FAILED", words, now);
            ChannelDeliveryTable.end(handle, tenant, waiting.id(), State.FAILED, now);
            if (waiting.kind() == Kind.NOTICE || waiting.kind() == Kind.TEST) return;
            disableChannel
                    .afterGivingUp(handle, tenant, waiting, words, forGood)
                    .ifPresent(notice -> queue(tenant, notice));
        });
        return Optional.empty();
    }

    private Optional<Instant> end(TenantId tenant, Waiting waiting, int number, State as, String words) {
        Instant now = clock.instant();
        transaction.run(tenant, handle -> {
            ChannelDeliveryTable.note(handle, tenant, waiting.id(), number, as.name(), words, now);
            ChannelDeliveryTable.end(handle, tenant, waiting.id(), as, now);
        });
        return Optional.empty();
    }

    /** Whoever asked for a test waits for its end; a notice may have met the outage that it tells of. */
    private boolean isOld(Waiting waiting, Instant now) {
        Duration patience = switch (waiting.kind()) {
            case TEST -> Duration.ZERO;
            case NOTICE -> config.giveUpNoticesAfter();
            case ALERT, DIGEST -> config.giveUpAfter();
        };
        return Duration.between(waiting.askedAt(), now).compareTo(patience) >= 0;
    }

    /** The later, the longer nothing of the channel's was taken, whichever message it was; within an hour or so. */
    private Instant nextTry(Waiting waiting, int number, Instant now) {
        Quiet known = quiet.get(waiting.channel());
        boolean ofChannel = waiting.kind() != Kind.NOTICE;
        int failures = ofChannel && known != null ? Math.max(known.failures() + 1, number) : number;
        Duration pause = config.firstPause().multipliedBy(1L << Math.min(failures - 1, 20));
        Instant next = now.plus(around(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
        quiet.values()
                .removeIf(old -> old.until().plus(LONGEST_PAUSE.multipliedBy(2)).isBefore(now));
        if (ofChannel) quiet.put(waiting.channel(), new Quiet(next, failures));
        return next;
    }

    /** Between a half and one and a half: what failed together does not come back together. */
    private Duration around(Duration pause) {
        return Duration.ofMillis(pause.toMillis() / 2 + random.nextLong(Math.max(1, pause.toMillis())));
    }
}
