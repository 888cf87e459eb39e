package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The life of one subscription on a clock of its own. It plays the scheduler, badly: it wakes late and several replicas at
 * once, and what was planned by a replica that ended is planned by nobody until the subscription wakes again.
 */
final class Episode {
    private static final int REPLICAS = 3;

    /** After so long the scheduler takes a replica for dead. */
    private static final Duration REVIVED_AFTER = Duration.ofMinutes(6);

    /** @param late how often nobody woke it for hours */
    record Told(int late, boolean outage) {}

    /** @param delivery empty for the subscription itself */
    private record Event(Instant at, Optional<UUID> delivery) {}

    private final Replica.Parts parts;
    private final TenantId tenant;
    private final Subscription subscription;
    private final List<Instant> due;
    private final Instant last;
    private final Replica.Fate fate;
    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private final Set<UUID> planned = new HashSet<>();
    private final Replica[] replicas = new Replica[REPLICAS];
    private volatile Instant now;
    private int late;

    /**
     * @param due the instants at which it is due; the mails of each must be handed over in the end
     * @param beyond when it would be due after that
     */
    Episode(
            Replica.Parts parts,
            TenantId tenant,
            Subscription subscription,
            List<Instant> due,
            Instant beyond,
            Replica.Fate fate,
            Random random) {
        this.parts = parts;
        this.tenant = tenant;
        this.subscription = subscription;
        this.due = due;
        this.last = beyond.minusMillis(100);
        this.fate = fate;
        this.random = random;
        this.now = due.getFirst().minusSeconds(30);
        for (int i = 0; i < REPLICAS; i++) begin(i);
    }

    private void begin(int replica) {
        long skew = replica * 7L;
        InstantSource clock = () -> now.plusMillis(skew);
        replicas[replica] = Replica.begin(parts, fate, clock);
    }

    Told play() {
        boolean outage = random.nextInt(3) == 0;
        if (outage) {
            Instant from = due.get(random.nextInt(due.size())).minusSeconds(10);
            fate.noMailBetween(from, from.plus(Duration.ofMinutes(10 + random.nextInt(66 * 60))));
        }
        events.add(new Event(next(now), Optional.empty()));
        try (ExecutorService threads = Executors.newFixedThreadPool(REPLICAS)) {
            while (!events.isEmpty()) {
                Event event = events.remove();
                if (event.at().isAfter(now)) now = event.at();
                if (event.delivery().isEmpty()) wake(threads);
                else hand(threads, event.delivery().get());
            }
        } catch (InterruptedException | ExecutionException broken) {
            throw new IllegalStateException("seeded episode of " + subscription.timetable() + " broke", broken);
        }
        return new Told(late, outage);
    }

    private void wake(ExecutorService threads) throws InterruptedException, ExecutionException {
        Instant before = now;
        List<Future<List<UUID>>> woken = race(threads, replica -> replica.wake(tenant, subscription));
        boolean done = false;
        for (Future<List<UUID>> one : woken) {
            if (!ended(one)) {
                done = true;
                for (UUID delivery : one.get())
                    if (planned.add(delivery)) events.add(new Event(now, Optional.of(delivery)));
            }
        }
        if (!done) events.add(new Event(soon(before), Optional.empty()));
        else if (before.isBefore(due.getLast())) events.add(new Event(next(before), Optional.empty()));
        else if (before.isBefore(last)) events.add(new Event(last, Optional.empty()));
    }

    private void hand(ExecutorService threads, UUID delivery) throws InterruptedException, ExecutionException {
        List<Future<Deliver.Outcome>> handed = race(threads, replica -> replica.hand(tenant, delivery));
        Optional<Instant> again = Optional.empty();
        boolean done = false;
        for (Future<Deliver.Outcome> one : handed) {
            if (ended(one)) continue;
            switch (one.get()) {
                case Deliver.Outcome.Done(var follows) -> done = true;
                case Deliver.Outcome.Again(var at) ->
                    again = again.filter(known -> known.isBefore(at)).or(() -> Optional.of(at));
            }
        }
        if (done) return;
        events.add(new Event(again.orElse(now.plus(REVIVED_AFTER)), Optional.of(delivery)));
    }

    private interface Act<R> {
        R by(Replica replica);
    }

    /** One, two or three of them at once. */
    private <R> List<Future<R>> race(ExecutorService threads, Act<R> act) throws InterruptedException {
        List<Callable<R>> racing = new ArrayList<>();
        int first = random.nextInt(REPLICAS);
        int many = 1 + random.nextInt(REPLICAS);
        for (int i = 0; i < many; i++) {
            Replica replica = replicas[(first + i) % REPLICAS];
            racing.add(() -> act.by(replica));
        }
        List<Future<R>> ends = threads.invokeAll(racing);
        for (int i = 0; i < many; i++) if (ended(ends.get(i))) begin((first + i) % REPLICAS);
        return ends;
    }

    private static boolean ended(Future<?> one) {
        return one.state() == Future.State.FAILED && one.exceptionNow() instanceof Replica.Killed;
    }

    /** When the scheduler gets to the next one: mostly at once, at times hours late, never so late that two are due. */
    private Instant next(Instant after) {
        Instant at = subscription.timetable().next(after).orElseThrow();
        boolean outage = random.nextInt(8) == 0;
        if (outage) late++;
        return notPastTheNext(
                at, outage ? Duration.ofMinutes(random.nextInt(20 * 60)) : Duration.ofSeconds(random.nextInt(20)));
    }

    private Instant soon(Instant woken) {
        return notPastTheNext(woken, Duration.ofSeconds(1 + random.nextInt(60)));
    }

    private Instant notPastTheNext(Instant at, Duration delay) {
        Instant latest = due.stream()
                .filter(other -> other.isAfter(at))
                .findFirst()
                .map(other -> other.minusMillis(100))
                .orElse(last);
        Instant delayed = at.plus(delay);
        return delayed.isBefore(latest) ? delayed : latest.isAfter(at) ? latest : at;
    }
}
