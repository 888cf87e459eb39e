package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Topics;
import io.vigil.contracts.Uuids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Events that leave with the transaction that made them: written beside the rows, published after the commit. */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class Outbox {
    private static final int EVENTS_PER_STATEMENT = 1_000;

    private final OutboxSignal signal;

    Outbox(OutboxSignal signal) {
        this.signal = signal;
    }

    /** An event whose id is already waiting is the same event and not written again. */
    public void append(Handle handle, Event event) {
        appendAll(handle, List.of(event));
    }

    /** Has a compacted topic forget what was told last under the key. */
    public void forget(Handle handle, String topic, String key) {
        handle.createUpdate("""
                        insert into outbox (event_id, topic, key, payload) values (:id, :topic, :key, null)
                        on conflict (event_id) do nothing
                        """)
                .bind("id", Uuids.ofName("forget", topic, key))
                .bind("topic", topic)
                .bind("key", key)
                .execute();
        signal.afterCommit();
    }

    /** A statement for each thousand: of one event a statement, the statements would take most of the time. */
    public void appendAll(Handle handle, Iterable<? extends Event> events) {
        List<Event> batch = new ArrayList<>();
        for (Event event : events) {
            batch.add(event);
            if (batch.size() == EVENTS_PER_STATEMENT) write(handle, batch);
        }
        write(handle, batch);
    }

    private void write(Handle handle, List<Event> batch) {
        if (batch.isEmpty()) return;
        handle.createUpdate("""
                        insert into outbox (event_id, topic, key, payload)
                        select * from unnest(:ids, :topics, :keys, :payloads)
                        on conflict (event_id) do nothing
                        """)
                .bindArray("ids", UUID.class, batch.stream().map(Event::eventId).toList())
                .bindArray(
                        "topics", String.class, batch.stream().map(Topics::of).toList())
                .bindArray("keys", String.class, batch.stream().map(Event::key).toList())
                .bindArray(
                        "payloads",
                        String.class,
                        batch.stream().map(EventJson::write).toList())
                .execute();
        batch.clear();
        signal.afterCommit();
    }
}
