package io.vigil.tenants.connections;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AccountProbed;
import io.vigil.contracts.Event;
import io.vigil.contracts.MalformedEvent;
import io.vigil.tenancy.EventReader;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.AccountStanding;
import io.vigil.tenants.ledger.DatabasePatience;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes a worker's answer to a probe. Only the newest probe of an account of the same tenant is heard, and once; a role
 * that begins to answer is scanned at once.
 */
@ApplicationScoped
class HearProbe {
    private final TenantTransaction transaction;
    private final AccountStanding standing;
    private final FirstScan firstScan;
    private final Connections connections;
    private final DatabasePatience patience;
    private final InstantSource clock;
    private final MeterRegistry meters;

    HearProbe(
            TenantTransaction transaction,
            AccountStanding standing,
            FirstScan firstScan,
            Connections connections,
            DatabasePatience patience,
            InstantSource clock,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.standing = standing;
        this.firstScan = firstScan;
        this.connections = connections;
        this.patience = patience;
        this.clock = clock;
        this.meters = meters;
    }

    @Incoming("account-probed")
    @Blocking
    void probed(ConsumerRecord<String, String> record) throws InterruptedException {
        Event event = EventReader.read(record.key(), String.valueOf(record.value()));
        if (!(event instanceof AccountProbed told))
            throw new MalformedEvent("this event does not belong on topic " + record.topic(), null);
        if (lacksSomething(told)) throw new MalformedEvent("the record lacks a field of its answer", null);
        patience.run(() -> hear(told));
    }

    private static boolean lacksSomething(AccountProbed told) {
        return Stream.of(told.probe(), told.outcome(), told.words(), told.regionsOff(), told.denied())
                .anyMatch(java.util.Objects::isNull);
    }

    private void hear(AccountProbed told) {
        boolean begins = transaction.call(told.tenant(), handle -> {
            Optional<ProbeTable.Asked> asked = ProbeTable.answered(handle, told, clock.instant());
            if (asked.isEmpty()) {
                meters.counter("vigil.probes.ignored").increment();
                return false;
            }
            boolean connectedNow = standing.probed(
                    handle, told, asked.get().ofActions(), asked.get().byPerson());
            connections.plan(handle, told.tenant(), told.account(), asked.get().ofActions());
            return connectedNow;
        });
        if (begins) firstScan.startUnlessScanned(told.tenant(), told.account());
    }
}
