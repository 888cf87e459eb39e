package io.vigil.deploy.stack.apart;

import io.vigil.contracts.Event;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Every event that there is, as the sealed interface tells. */
public final class Events {
    private static final Filling ANY =
            Filling.of(new TenantId(new UUID(0, 1))).named("chunk", 0).named("chunks", 1);

    private Events() {}

    public static List<Class<? extends Event>> all() {
        return leaves(Event.class).toList();
    }

    public static List<Class<? extends Event>> on(String topic) {
        return all().stream().filter(type -> topic.equals(topicOf(type))).toList();
    }

    private static String topicOf(Class<? extends Event> type) {
        return Topics.of(new MakeRecord(ANY).of(type));
    }

    private static Stream<Class<? extends Event>> leaves(Class<? extends Event> type) {
        if (!type.isInterface()) return Stream.of(type);
        return Arrays.stream(type.getPermittedSubclasses()).flatMap(below -> leaves(below.asSubclass(Event.class)));
    }
}
