package io.vigil.scanner.work;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the broker is told of a delivered record. Nothing is dropped: what cannot be read, and what failed once
 * too often, is in a dead-letter topic before the broker forgets it.
 */
@ApplicationScoped
class HandleRecord implements Lane.Handler {
    private static final Logger LOG = Logger.getLogger(HandleRecord.class);

    private final WorkUnit work;
    private final DeadLetters dead;
    private final Publish publish;
    private final WorkerMeters meters;
    private final WorkerConfig config;
    private final InstantSource clock;

    HandleRecord(
            WorkUnit work,
            DeadLetters dead,
            Publish publish,
            WorkerMeters meters,
            WorkerConfig config,
            InstantSource clock) {
        this.work = work;
        this.dead = dead;
        this.publish = publish;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public AcknowledgeType handle(ConsumerRecord<String, String> record) throws InterruptedException {
        try (var delivery = meters.begin()) {
            return delivery.end(endOf(record)).answer;
        }
    }

    private UnitEnd endOf(ConsumerRecord<String, String> record) throws InterruptedException {
        @Nullable ScanUnitRequested request = null;
        RunId run = new RunId(UUID.randomUUID());
        try {
            request = read(record);
            return work.work(request, run);
        } catch (MalformedEvent malformed) {
            LOG.warnf("a record of %s cannot be read: %s", record.topic(), malformed.getMessage());
            dead.bury(Topics.DEAD_LETTERS, record, malformed);
            return UnitEnd.MALFORMED;
        } catch (IOException | RuntimeException | Error mayPass) {
            return tryAgainLater(record, request, run, mayPass);
        }
    }

    private static ScanUnitRequested read(ConsumerRecord<String, String> record) {
        if (record.value() == null) throw new MalformedEvent("the record is empty", null);
        if (!(EventJson.read(record.value()) instanceof ScanUnitRequested request))
            throw new MalformedEvent("the record asks for no unit", null);
        if (lacksSomething(request)) throw new MalformedEvent("the record lacks a field of its unit", null);
        if (!request.key().equals(record.key()))
            throw new MalformedEvent("the record's key '%s' is not its unit's".formatted(record.key()), null);
        return request;
    }

    /** Whatever the types say: JSON leaves out what it likes. */
    private static boolean lacksSomething(ScanUnitRequested request) {
        UnitRef unit = request.unit();
        return unit == null
                || Stream.of(
                                unit.tenant(),
                                unit.account(),
                                unit.scan(),
                                unit.unit(),
                                request.kind(),
                                request.region(),
                                request.regions(),
                                request.roleName(),
                                request.externalId(),
                                request.pack(),
                                request.checks())
                        .anyMatch(Objects::isNull);
    }

    /** The broker itself waits for nothing before it hands out a record again, and drops it silently in the end. */
    private UnitEnd tryAgainLater(
            ConsumerRecord<String, String> record, @Nullable ScanUnitRequested request, RunId run, Throwable failure)
            throws InterruptedException {
        int deliveries = DeadLetters.deliveries(record);
        if (deliveries < config.maxDeliveries()) {
            LOG.warnf(failure, "delivery %d of a unit failed", deliveries);
            Thread.sleep(config.backOff().multipliedBy(deliveries));
            return UnitEnd.AGAIN;
        }
        LOG.errorf(failure, "a unit failed in all %d deliveries and goes to %s", deliveries, Topics.UNIT_DEAD);
        dead.bury(Topics.UNIT_DEAD, record, failure);
        if (request != null) {
            // under the run that the ledger knows: it hears no other of a running unit
            UnitFailed told = new UnitFailed(
                    request.unit(),
                    run,
                    config.name(),
                    UnitFailed.Cause.VIGIL_FAULT,
                    String.valueOf(failure.getMessage()),
                    clock.instant());
            publish.surely(() -> publish.event(told));
        }
        return UnitEnd.DEAD;
    }
}
