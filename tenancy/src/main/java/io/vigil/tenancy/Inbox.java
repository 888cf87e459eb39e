package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Remembers which events a consumer has had, in the transaction of what it did about them. */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class Inbox {

    /** False when this consumer has had the event; then there is nothing left to do. */
    public boolean firstTime(Handle handle, String consumer, UUID eventId) {
        return handle.createUpdate("""
                                insert into inbox (consumer, event_id) values (:consumer, :event)
                                on conflict do nothing
                                """)
                        .bind("consumer", consumer)
                        .bind("event", eventId)
                        .execute()
                == 1;
    }
}
