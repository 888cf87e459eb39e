package io.vigil.scanner.work;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.OrganizationRequested;
import io.vigil.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Reads an organization once. A reading that was lost or came too late is not tried again: tenant-service asks anew. */
@ApplicationScoped
class HandleOrganization implements Lane.Handler {
    private static final Logger LOG = Logger.getLogger(HandleOrganization.class);

    /** Nobody waits for an older one. */
    private static final Duration STALE = Duration.ofMinutes(10);

    private final ReadOrganization readOrganization;
    private final DeadLetters dead;
    private final Publish publish;
    private final InstantSource clock;

    HandleOrganization(ReadOrganization readOrganization, DeadLetters dead, Publish publish, InstantSource clock) {
        this.readOrganization = readOrganization;
        this.dead = dead;
        this.publish = publish;
        this.clock = clock;
    }

    @Override
    public AcknowledgeType handle(ConsumerRecord<String, String> record) throws InterruptedException {
        OrganizationRequested request;
        try {
            request = read(record);
        } catch (MalformedEvent malformed) {
            LOG.warnf("a record of %s cannot be read: %s", record.topic(), malformed.getMessage());
            dead.bury(Topics.DEAD_LETTERS, record, malformed);
            return AcknowledgeType.REJECT;
        }
        if (request.requestedAt().plus(STALE).isBefore(clock.instant())) return AcknowledgeType.ACCEPT;
        List<OrganizationRead> chunks = readOrganization.read(request);
        for (OrganizationRead chunk : chunks) publish.surely(() -> publish.event(chunk));
        return AcknowledgeType.ACCEPT;
    }

    private static OrganizationRequested read(ConsumerRecord<String, String> record) {
        if (record.value() == null) throw new MalformedEvent("the record is empty", null);
        if (!(EventJson.read(record.value()) instanceof OrganizationRequested request))
            throw new MalformedEvent("the record asks for no organization", null);
        boolean lacks = Stream.of(
                        request.tenant(),
                        request.account(),
                        request.reading(),
                        request.roleName(),
                        request.externalId(),
                        request.requestedAt())
                .anyMatch(java.util.Objects::isNull);
        if (lacks) throw new MalformedEvent("the record lacks a field of its reading", null);
        if (!request.key().equals(record.key()))
            throw new MalformedEvent("the record's key '%s' is not its reading's".formatted(record.key()), null);
        return request;
    }
}
