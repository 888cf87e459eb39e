package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/** A worker is alive with this many slots; admission counts the live ones. */
public record WorkerBeat(String worker, int slots, Instant at) implements Event {
    @Override
    public UUID eventId() {
        return Uuids.ofName("worker", worker, at);
    }

    @Override
    public String key() {
        return worker;
    }
}
