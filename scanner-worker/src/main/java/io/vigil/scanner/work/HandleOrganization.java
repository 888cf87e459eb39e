package io.vigil.scanner.work;

import io.vigil.contracts.OrganizationRequested;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads an organization, which a large one takes minutes for. */
@ApplicationScoped
class HandleOrganization implements Lane.Handler {
    private static final AnswerOnce.Kind<OrganizationRequested> READING = new AnswerOnce.Kind<>(
            OrganizationRequested.class,
            "reading",
            Duration.ofMinutes(10),
            OrganizationRequested::requestedAt,
            request -> Stream.of(
                    request.tenant(),
                    request.account(),
                    request.reading(),
                    request.roleName(),
                    request.externalId(),
                    request.requestedAt()));

    private final ReadOrganization readOrganization;
    private final AnswerOnce answerOnce;

    HandleOrganization(ReadOrganization readOrganization, AnswerOnce answerOnce) {
        this.readOrganization = readOrganization;
        this.answerOnce = answerOnce;
    }

    @Override
    public AcknowledgeType handle(ConsumerRecord<String, String> record) throws InterruptedException {
        return answerOnce.handle(record, READING, readOrganization::read);
    }
}
