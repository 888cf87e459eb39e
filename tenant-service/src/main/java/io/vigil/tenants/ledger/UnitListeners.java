package io.vigil.tenants.ledger;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.Event;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.WorkerBeat;
import io.vigil.tenancy.EventReader;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes from Kafka what the ledger lives on. What cannot be read goes to the dead letters, the rest flows on. */
@ApplicationScoped
class UnitListeners {
    private static final String CLOSING = "{\"type\":\"UnitClosed\"";

    private final FollowUnits followUnits;
    private final Workers workers;
    private final DatabasePatience patience;

    UnitListeners(FollowUnits followUnits, Workers workers, DatabasePatience patience) {
        this.followUnits = followUnits;
        this.workers = workers;
        this.patience = patience;
    }

    @Incoming("unit-progressed")
    @Blocking
    void progressed(ConsumerRecord<String, String> record) throws InterruptedException {
        if (!(EventReader.read(record.key(), record.value()) instanceof Event.UnitProgress told))
            throw stranger(record);
        patience.run(() -> followUnits.progressed(told));
    }

    /**
     * Only the closing record matters here: the worker is through, and silent from now on. The rest of this topic, and
     * what is unreadable on it, is report-service's.
     */
    @Incoming("unit-reported")
    @Blocking
    void reported(ConsumerRecord<String, String> record) throws InterruptedException {
        if (record.value() == null || !record.value().startsWith(CLOSING)) return;
        UnitClosed closed;
        try {
            closed = (UnitClosed) EventReader.read(record.key(), record.value());
        } catch (MalformedEvent notOurs) {
            return;
        }
        patience.run(() -> followUnits.reported(closed));
    }

    @Incoming("unit-folded")
    @Blocking
    void folded(ConsumerRecord<String, String> record) throws InterruptedException {
        if (!(EventReader.read(record.key(), record.value()) instanceof ScanUnitFolded folded)) throw stranger(record);
        patience.run(() -> followUnits.folded(folded));
    }

    @Incoming("worker-beats")
    @Blocking
    void beat(ConsumerRecord<String, String> record) throws InterruptedException {
        if (!(EventReader.read(record.key(), record.value()) instanceof WorkerBeat beat)) throw stranger(record);
        if (beat.slots() < 0 || beat.slots() > Workers.MOST_SLOTS)
            throw new MalformedEvent("worker %s claims %d slots".formatted(beat.worker(), beat.slots()), null);
        patience.run(() -> workers.seen(beat));
    }

    private static MalformedEvent stranger(ConsumerRecord<String, String> record) {
        return new MalformedEvent("this event does not belong on topic " + record.topic(), null);
    }
}
