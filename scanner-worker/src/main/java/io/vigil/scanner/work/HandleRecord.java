package io.vigil.scanner.work;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitFailed;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the broker is told of a delivered record. Nothing is dropped: what cannot be read, and what failed once
 * too often, is in a dead-letter topic before the broker forgets it.
 */
@ApplicationScoped
class HandleRecord {
    private static final Logger LOG = Logger.getLogger(HandleRecord.class);

    private final WorkUnit work;
    private final Publish publish;
    private final WorkerConfig config;
    private final InstantSource clock;

    HandleRecord(WorkUnit work, Publish publish, WorkerConfig config, InstantSource clock) {
        this.work = work;
        this.publish = publish;
        this.config = config;
        this.clock = clock;
    }

    AcknowledgeType handle(ConsumerRecord<String, String> record) throws ExecutionException, InterruptedException {
        @Nullable ScanUnitRequested request = null;
        try {
            request = read(record);
            return switch (work.work(request)) {
                case DONE -> AcknowledgeType.ACCEPT;
                case RETURNED -> AcknowledgeType.RELEASE;
            };
        } catch (MalformedEvent malformed) {
            LOG.warnf("a record of %s cannot be read: %s", record.topic(), malformed.getMessage());
            publish.record(Topics.DEAD_LETTERS, key(record), record.value() == null ? "" : record.value())
                    .get();
            return AcknowledgeType.REJECT;
        } catch (IOException | RuntimeException mayPass) {
            return tryAgainLater(record, request, mayPass);
        }
    }

    private static ScanUnitRequested read(ConsumerRecord<String, String> record) {
        if (record.value() == null) throw new MalformedEvent("the record is empty", null);
        if (!(EventJson.read(record.value()) instanceof ScanUnitRequested request))
            throw new MalformedEvent("the record asks for no unit", null);
        if (!request.key().equals(record.key()))
            throw new MalformedEvent("the record's key '%s' is not its unit's".formatted(record.key()), null);
        return request;
    }

    private AcknowledgeType tryAgainLater(
            ConsumerRecord<String, String> record, @Nullable ScanUnitRequested request, Exception failure)
            throws ExecutionException, InterruptedException {
        int deliveries = Optional.ofNullable(record.deliveryCount())
                .flatMap(count -> count)
                .map(Short::intValue)
                .orElse(1);
        if (deliveries < config.maxDeliveries()) {
            LOG.warnf(failure, "delivery %d of a unit failed", deliveries);
            Thread.sleep(config.backOff().multipliedBy(deliveries));
            return AcknowledgeType.RELEASE;
        }
        LOG.errorf(failure, "a unit failed in all %d deliveries and goes to %s", deliveries, Topics.UNIT_DEAD);
        publish.record(Topics.UNIT_DEAD, key(record), record.value()).get();
        if (request != null)
            publish.event(new UnitFailed(
                            request.unit(),
                            new RunId(UUID.randomUUID()),
                            config.name(),
                            UnitFailed.Cause.VIGIL_FAULT,
                            String.valueOf(failure.getMessage()),
                            clock.instant()))
                    .get();
        return AcknowledgeType.REJECT;
    }

    private static String key(ConsumerRecord<String, String> record) {
        return record.key() == null ? "" : record.key();
    }
}
