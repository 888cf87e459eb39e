package io.vigil.deploy.stack.apart;

import io.vigil.contracts.Event;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.apart.Forgery.Identity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes every record by which one tenant could reach for another's, of one type of event. */
public final class ForgeRecords {
    private ForgeRecords() {}

    /** What a tenant truly says of itself, in each state that the event has. */
    public static <E extends Event> Set<E> truths(Class<E> type, Filling filling) {
        return new MakeRecord(filling).each(type);
    }

    /** In an order that is the same for fillings of the same form; none where the event speaks of no tenant. */
    public static <E extends Event> List<Forgery> of(Class<E> type, Filling victim, Filling stranger, TenantId nobody) {
        List<Forgery> forgeries = new ArrayList<>();
        Set<E> truths = truths(type, victim);
        MakeRecord strangers = new MakeRecord(stranger);
        String strangersKey = strangers.of(type).key();
        for (E truth : truths)
            if (!truth.key().equals(strangersKey))
                forgeries.add(new Forgery(Identity.KEY_OF_ANOTHER, strangersKey, truth));
        strangers
                .ofNobody(type)
                .filter(event -> !event.key().equals(strangersKey))
                .ifPresent(event -> forgeries.add(new Forgery(Identity.KEY_OF_ANOTHER, strangersKey, event)));
        for (E event : truths(type, victim.toldBy(stranger)))
            if (!truths.contains(event)) forgeries.add(spoken(Identity.IDS_OF_ANOTHER, event));
        Set<E> known = new LinkedHashSet<>(truths);
        known.add(strangers.of(type));
        for (Filling mixed : victim.eachToldBy(stranger)) {
            E event = new MakeRecord(mixed).of(type);
            if (known.add(event)) forgeries.add(spoken(Identity.ONE_ID_OF_ANOTHER, event));
        }
        for (E event : truths(type, victim.toldBy(Filling.of(nobody))))
            if (!truths.contains(event)) forgeries.add(spoken(Identity.NO_SUCH_TENANT, event));
        return forgeries;
    }

    private static Forgery spoken(Identity identity, Event event) {
        return new Forgery(identity, event.key(), event);
    }
}
