package io.vigil.deploy.stack.apart;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.apart.Forgery.Identity;
import io.vigil.deploy.stack.apart.Lab.End;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells every consumer of a service, of every event of its topic, what a stranger could say of a victim, and looks at all
 * rows of the victim before and after. Nothing is listed by hand: a consumer or an event that is added is tried.
 */
public final class TryConsumers {
    /** A service works by itself, too: only what happens each time with a new victim comes from the record. */
    private static final int TIMES = 3;

    /**
     * @param records by who speaks
     * @param dead what went to the dead letters, to be sent through the broker as well
     * @param faults what is not as declared, in words
     */
    public record Outcome(
            int consumers,
            int events,
            Map<Identity, Integer> records,
            Map<End, Integer> ends,
            List<DeadLetterBox.Sent> dead,
            List<String> faults) {
        @Override
        public String toString() {
            return "%d consumers, %d events x %d identities = %d records: %s, ended as %s, %d faults"
                    .formatted(
                            consumers,
                            events,
                            records.size(),
                            records.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum(),
                            records,
                            ends,
                            faults.size());
        }
    }

    /** In the ordinary run, of each event and identity; {@code --full} tries all. */
    private static final int SAMPLE = 1;

    private static final boolean FULL = Boolean.getBoolean("vigil.full");
    private static final long SEED = Long.getLong("vigil.seed", 0);

    /** What became of one record. */
    private record Tried(Forgery forgery, End end, List<String> ofVictim, boolean asDeclared) {
        boolean isGood() {
            return ofVictim.isEmpty() && asDeclared;
        }
    }

    private final Lab lab;
    private final Map<Identity, Integer> records = new EnumMap<>(Identity.class);
    private final Map<End, Integer> ends = new EnumMap<>(End.class);
    private final List<DeadLetterBox.Sent> dead = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    public TryConsumers(Lab lab) {
        this.lab = lab;
    }

    public Outcome tell(List<Consumer> consumers) {
        int events = 0;
        for (Consumer consumer : consumers) {
            String topic = lab.topic(consumer.channel());
            List<Class<? extends Event>> types = Events.on(topic);
            if (types.isEmpty()) faults.add("%s: topic %s carries no event".formatted(consumer, topic));
            for (Class<? extends Event> type : types) {
                events++;
                tell(consumer, topic, type);
            }
        }
        return new Outcome(consumers.size(), events, records, ends, dead, faults);
    }

    private <E extends Event> void tell(Consumer consumer, String topic, Class<E> type) {
        boolean heard = !lab.hears(consumer, type);
        for (int time = 0; time < TIMES && !heard; time++) heard = isHeard(consumer, topic, type);
        if (!heard)
            faults.add("%s: no true %s changes a row, so that a false one proves nothing"
                    .formatted(consumer, type.getSimpleName()));
        Filling victim = lab.victim(type);
        Filling stranger = lab.stranger(type);
        List<Integer> chosen = choose(forge(type, victim, stranger));
        if (chosen.isEmpty()) faults.add("%s: nothing is forged of %s".formatted(consumer, type.getSimpleName()));
        for (int which : chosen) {
            Tried tried = tell(consumer, topic, type, victim, stranger, which);
            for (int time = 1; time < TIMES && !tried.isGood(); time++) {
                victim = lab.victim(type);
                stranger = lab.stranger(type);
                tried = tell(consumer, topic, type, victim, stranger, which);
            }
            note(consumer, topic, tried);
            if (tried.end() == End.TAKEN) stranger = lab.stranger(type);
        }
    }

    /** Places in the list: all, or of each identity a few, which the seed tells. */
    private static List<Integer> choose(List<Forgery> forgeries) {
        Map<Identity, List<Integer>> places = new EnumMap<>(Identity.class);
        for (int which = 0; which < forgeries.size(); which++)
            places.computeIfAbsent(forgeries.get(which).identity(), identity -> new ArrayList<>())
                    .add(which);
        places.values().forEach(of -> Collections.rotate(of, Math.floorMod(SEED, of.size())));
        return places.values().stream()
                .flatMap(of -> of.stream().limit(FULL ? of.size() : SAMPLE))
                .toList();
    }

    private <E extends Event> boolean isHeard(Consumer consumer, String topic, Class<E> type) {
        Filling own = lab.victim(type);
        Map<String, String> before = lab.rows(own.tenant());
        for (E truth : ForgeRecords.truths(type, own)) {
            take(consumer, new ConsumerRecord<>(topic, 0, 0, truth.key(), EventJson.write(truth)));
            if (!lab.rows(own.tenant()).equals(before)) return true;
        }
        return false;
    }

    private static List<Forgery> forge(Class<? extends Event> type, Filling victim, Filling stranger) {
        return ForgeRecords.of(type, victim, stranger, new TenantId(UUID.randomUUID()));
    }

    private Tried tell(
            Consumer consumer, String topic, Class<? extends Event> type, Filling victim, Filling stranger, int which) {
        TenantId nobody = new TenantId(UUID.randomUUID());
        Forgery forgery = ForgeRecords.of(type, victim, stranger, nobody).get(which);
        TenantId speaks = forgery.identity() == Identity.NO_SUCH_TENANT ? nobody : stranger.tenant();
        Map<String, String> before = lab.rows(victim.tenant());
        Map<String, String> ofSpeaker = lab.rows(speaks);
        boolean thrown = !take(consumer, new ConsumerRecord<>(topic, 0, 0, forgery.key(), forgery.value()));
        boolean kept = lab.rows(speaks).equals(ofSpeaker);
        List<String> changed = TenantRows.changed(before, lab.rows(victim.tenant()));
        End end = thrown ? End.DEAD_LETTER : kept ? End.DROPPED : End.TAKEN;
        // a true unit of the stranger's under a run of another is still its own to take
        boolean any = forgery.identity() == Identity.ONE_ID_OF_ANOTHER;
        return new Tried(forgery, end, changed, (!thrown || kept) && (any || end == lab.declared(consumer, forgery)));
    }

    private void note(Consumer consumer, String topic, Tried tried) {
        Forgery forgery = tried.forgery();
        records.merge(forgery.identity(), 1, Integer::sum);
        ends.merge(tried.end(), 1, Integer::sum);
        if (tried.end() == End.DEAD_LETTER) dead.add(new DeadLetterBox.Sent(topic, forgery.key(), forgery.value()));
        if (!tried.ofVictim().isEmpty())
            faults.add("%s: %s %s changed another tenant's rows in %s"
                    .formatted(consumer, forgery.identity(), forgery.event(), tried.ofVictim()));
        if (!tried.asDeclared())
            faults.add("%s: %s %s ended as %s".formatted(consumer, forgery.identity(), forgery.event(), tried.end()));
    }

    /** False for a record that the channel puts among the dead letters, which is what one that throws comes to. */
    private boolean take(Consumer consumer, ConsumerRecord<String, String> record) {
        try {
            consumer.method().setAccessible(true);
            consumer.method().invoke(lab.bean(consumer.method().getDeclaringClass()), record);
            return true;
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException) return false;
            throw new IllegalStateException(consumer.toString(), refused.getCause());
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
