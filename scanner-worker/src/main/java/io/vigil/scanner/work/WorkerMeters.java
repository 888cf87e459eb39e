package io.vigil.scanner.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.vigil.contracts.Event;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import io.vigil.scanner.aws.AwsTransport;
import io.vigil.scanner.aws.CallCounts;
import io.vigil.scanner.aws.CallOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What operators watch. No tenant, account or resource is ever a label: their number has no bound, and a page of
 * metrics is read by whoever runs the machines.
 */
@ApplicationScoped
class WorkerMeters {
    private static final String PREFIX = "vigil.worker.";

    private final AtomicInteger running = new AtomicInteger();
    private final MeterRegistry registry;

    WorkerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** All of them from the start: a counter that comes into being with its first event hides that event from rates. */
    void show(@Observes StartupEvent starting, AwsTransport aws, WorkerConfig config) {
        Gauge.builder(PREFIX + "slots", config, WorkerConfig::slots).register(registry);
        Gauge.builder(PREFIX + "units.running", running, AtomicInteger::get).register(registry);
        for (UnitEnd end : UnitEnd.values()) timer(end);
        for (Status status : Status.values()) verdicts(status);
        for (String service : CallCounts.services())
            for (CallOutcome outcome : CallOutcome.values())
                FunctionCounter.builder(PREFIX + "aws.calls", aws.counts(), counts -> counts.of(service, outcome))
                        .tag("service", service)
                        .tag("outcome", lower(outcome))
                        .register(registry);
    }

    /** One record in a worker's hands. */
    final class Delivery implements AutoCloseable {
        private final Timer.Sample began = Timer.start(registry);

        UnitEnd end(UnitEnd end) {
            began.stop(timer(end));
            return end;
        }

        @Override
        public void close() {
            running.decrementAndGet();
        }
    }

    Delivery begin() {
        running.incrementAndGet();
        return new Delivery();
    }

    /** The broker has taken it. */
    void published(Event.UnitReport chunk) {
        registry.counter(PREFIX + "chunks", "kind", kind(chunk)).increment();
        if (chunk instanceof VerdictsReported told)
            for (Verdict verdict : told.verdicts()) verdicts(verdict.status()).increment();
    }

    private Counter verdicts(Status status) {
        return registry.counter(PREFIX + "verdicts", "status", lower(status));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String kind(Event.UnitReport chunk) {
        return switch (chunk) {
            case VerdictsReported verdicts -> "verdicts";
            case ResourcesReported resources -> "resources";
            case UnitClosed closing -> "closing";
        };
    }

    private Timer timer(UnitEnd end) {
        return registry.timer(PREFIX + "units", "end", lower(end));
    }
}
