package io.vigil.tenancy;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import org.jspecify.annotations.Nullable;

/** Reads what arrived on a topic, and refuses what contradicts its own key. */
public final class EventReader {
    private EventReader() {}

    /** @throws MalformedEvent if the text is no event */
    public static Event read(String json) {
        return EventJson.read(json);
    }

    /** @throws MalformedEvent if the text is no event, or the record's key names another tenant or account than the event */
    public static Event read(@Nullable String key, String json) {
        Event event = EventJson.read(json);
        if (!event.key().equals(key))
            throw new MalformedEvent("the record's key '%s' is not the event's '%s'".formatted(key, event.key()), null);
        return event;
    }
}
