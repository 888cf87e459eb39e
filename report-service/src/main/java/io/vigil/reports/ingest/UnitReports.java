package io.vigil.reports.ingest;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Event;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import io.vigil.tenancy.EventReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What scans found, as it arrives. A record that is none goes to the dead letters and the rest flows on; a record that
 * cannot be taken for a passing reason is tried again until it can.
 */
@ApplicationScoped
class UnitReports {
    private final TakeReport takeReport;
    private final Patience patience;

    UnitReports(TakeReport takeReport, Patience patience) {
        this.takeReport = takeReport;
        this.patience = patience;
    }

    @Incoming("unit-reported")
    @Blocking
    void take(ConsumerRecord<String, String> record) throws InterruptedException {
        if (record.value() == null) throw new MalformedEvent("the record is empty", null);
        Event event = EventReader.read(record.key(), record.value());
        if (!(event instanceof Event.UnitReport report))
            throw new MalformedEvent(
                    "a %s is no report of a unit".formatted(event.getClass().getSimpleName()), null);
        if (checks(report).anyMatch(check -> OwnCheck.isOfOthers(report.unit().tenant(), check)))
            throw new MalformedEvent("the record speaks of another tenant's own check", null);
        patience.untilDone("chunk %d of run %s".formatted(report.chunk(), report.run()), () -> takeReport.take(report));
    }

    private static Stream<CheckId> checks(Event.UnitReport report) {
        return switch (report) {
            case VerdictsReported told -> told.verdicts().stream().map(Verdict::check);
            case UnitClosed told -> told.checks().stream();
            case ResourcesReported told -> Stream.of();
        };
    }
}
