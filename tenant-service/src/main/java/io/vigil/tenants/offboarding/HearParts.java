package io.vigil.tenants.offboarding;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.TenantPartClosed;
import io.vigil.tenancy.EventReader;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenants.ledger.DatabasePatience;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Takes the answers of the other services. Only what was asked for is heard, from whom it was asked. */
@ApplicationScoped
class HearParts {
    private static final Logger LOG = Logger.getLogger(HearParts.class);

    private final PlatformTransaction platform;
    private final DatabasePatience patience;
    private final OffboardingConfig config;
    private final MeterRegistry meters;

    HearParts(PlatformTransaction platform, DatabasePatience patience, OffboardingConfig config, MeterRegistry meters) {
        this.platform = platform;
        this.patience = patience;
        this.config = config;
        this.meters = meters;
    }

    @Incoming("tenant-part-closed")
    @Blocking
    void take(ConsumerRecord<String, String> record) throws InterruptedException {
        if (record.value() == null
                || !(EventReader.read(record.key(), record.value()) instanceof TenantPartClosed told))
            throw new MalformedEvent("this event does not belong on topic " + record.topic(), null);
        patience.run(() -> platform.run(handle -> hear(handle, told)));
    }

    private void hear(Handle handle, TenantPartClosed told) {
        Optional<OffboardingTable.Row> asked = OffboardingTable.lock(handle, told.tenant())
                .filter(row -> row.revision() == told.revision())
                .filter(row -> row.missing(config.services()).contains(told.service()))
                .filter(row -> row.step().filter(told.step()::equals).isPresent());
        if (asked.isPresent()) {
            OffboardingTable.answered(handle, told);
            return;
        }
        meters.counter("vigil.offboarding.ignored").increment();
        LOG.infof("an answer that was not asked for: service=%s tenant=%s", told.service(), told.tenant());
    }
}
