package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Topics;
import io.vigil.contracts.Uuids;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Events that leave with the transaction that made them: written beside the rows, published after the commit. */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class Outbox {
    private final OutboxSignal signal;

    Outbox(OutboxSignal signal) {
        this.signal = signal;
    }

    /** An event whose id is already waiting is the same event and not written again. */
    public void append(Handle handle, Event event) {
        appendAll(handle, java.util.List.of(event));
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

    /** One round trip for all. */
    public void appendAll(Handle handle, Iterable<? extends Event> events) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into outbox (event_id, topic, key, payload)
                values (:id, :topic, :key, :payload)
                on conflict (event_id) do nothing
                """);
        for (Event event : events) {
            batch.bind("id", event.eventId())
                    .bind("topic", Topics.of(event))
                    .bind("key", event.key())
                    .bind("payload", EventJson.write(event))
                    .add();
        }
        if (batch.size() == 0) return;
        batch.execute();
        signal.afterCommit();
    }
}
