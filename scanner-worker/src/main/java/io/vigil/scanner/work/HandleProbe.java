package io.vigil.scanner.work;

import io.vigil.contracts.AccountProbed;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.ProbeRequested;
import io.vigil.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Answers a probe once. One that was lost or came too late is not tried again: tenant-service asks anew. */
@ApplicationScoped
class HandleProbe implements Lane.Handler {
    private static final Logger LOG = Logger.getLogger(HandleProbe.class);

    /** Nobody waits for an older one. */
    private static final Duration STALE = Duration.ofMinutes(5);

    private final ProbeAccount probeAccount;
    private final DeadLetters dead;
    private final Publish publish;
    private final InstantSource clock;

    HandleProbe(ProbeAccount probeAccount, DeadLetters dead, Publish publish, InstantSource clock) {
        this.probeAccount = probeAccount;
        this.dead = dead;
        this.publish = publish;
        this.clock = clock;
    }

    @Override
    public AcknowledgeType handle(ConsumerRecord<String, String> record) throws InterruptedException {
        ProbeRequested request;
        try {
            request = read(record);
        } catch (MalformedEvent malformed) {
            LOG.warnf("a record of %s cannot be read: %s", record.topic(), malformed.getMessage());
            dead.bury(Topics.DEAD_LETTERS, record, malformed);
            return AcknowledgeType.REJECT;
        }
        if (request.requestedAt().plus(STALE).isBefore(clock.instant())) return AcknowledgeType.ACCEPT;
        AccountProbed answer = probeAccount.probe(request);
        publish.surely(() -> publish.event(answer));
        return AcknowledgeType.ACCEPT;
    }

    private static ProbeRequested read(ConsumerRecord<String, String> record) {
        if (record.value() == null) throw new MalformedEvent("the record is empty", null);
        if (!(EventJson.read(record.value()) instanceof ProbeRequested request))
            throw new MalformedEvent("the record asks for no probe", null);
        boolean lacks = Stream.of(
                        request.tenant(),
                        request.account(),
                        request.probe(),
                        request.roleName(),
                        request.externalId(),
                        request.regions(),
                        request.operations(),
                        request.requestedAt())
                .anyMatch(java.util.Objects::isNull);
        if (lacks) throw new MalformedEvent("the record lacks a field of its probe", null);
        if (!request.key().equals(record.key()))
            throw new MalformedEvent("the record's key '%s' is not its probe's".formatted(record.key()), null);
        return request;
    }
}
