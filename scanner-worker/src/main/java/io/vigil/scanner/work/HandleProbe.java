package io.vigil.scanner.work;

import io.vigil.contracts.ProbeRequested;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Answers a probe of an account. */
@ApplicationScoped
class HandleProbe implements Lane.Handler {
    private static final AnswerOnce.Kind<ProbeRequested> PROBE = new AnswerOnce.Kind<>(
            ProbeRequested.class,
            "probe",
            Duration.ofMinutes(5),
            ProbeRequested::requestedAt,
            request -> Stream.of(
                    request.tenant(),
                    request.account(),
                    request.probe(),
                    request.roleName(),
                    request.externalId(),
                    request.regions(),
                    request.operations(),
                    request.requestedAt()));

    private final ProbeAccount probeAccount;
    private final AnswerOnce answerOnce;

    HandleProbe(ProbeAccount probeAccount, AnswerOnce answerOnce) {
        this.probeAccount = probeAccount;
        this.answerOnce = answerOnce;
    }

    @Override
    public AcknowledgeType handle(ConsumerRecord<String, String> record) throws InterruptedException {
        return answerOnce.handle(record, PROBE, request -> List.of(probeAccount.probe(request)));
    }
}
