package io.vigil.reports.offboarding;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.TenantClosing;
import io.vigil.reports.ingest.Patience;
import io.vigil.tenancy.EventReader;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the orders to let a customer go. */
@ApplicationScoped
class HearClosing {
    private final CloseTenant closeTenant;
    private final Patience patience;

    HearClosing(CloseTenant closeTenant, Patience patience) {
        this.closeTenant = closeTenant;
        this.patience = patience;
    }

    @Incoming("tenant-closing")
    @Blocking
    void take(ConsumerRecord<String, String> record) throws InterruptedException {
        if (record.value() == null) throw new MalformedEvent("the record is empty", null);
        if (!(EventReader.read(record.key(), record.value()) instanceof TenantClosing order)
                || order.step() == null
                || order.at() == null) throw new MalformedEvent("this is no order to close a tenant", null);
        patience.untilDone(record.topic(), () -> closeTenant.follow(order));
    }
}
