package io.vigil.reports.tenants;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vigil.contracts.AccountChanged;
import io.vigil.contracts.Event;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantChanged;
import io.vigil.reports.ingest.Patience;
import io.vigil.reports.ingest.RejudgeInventory;
import io.vigil.tenancy.EventReader;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Projections of what tenant-service owns; each event is the full state, and an older one changes nothing. */
@ApplicationScoped
class TenantEvents {
    private final TenantTransaction tenants;
    private final TakeTenant takeTenant;
    private final TakePack takePack;
    private final RejudgeInventory rejudge;
    private final Patience patience;

    TenantEvents(
            TenantTransaction tenants,
            TakeTenant takeTenant,
            TakePack takePack,
            RejudgeInventory rejudge,
            Patience patience) {
        this.tenants = tenants;
        this.takeTenant = takeTenant;
        this.takePack = takePack;
        this.rejudge = rejudge;
        this.patience = patience;
    }

    @Incoming("tenant-changed")
    @Blocking
    void tenant(ConsumerRecord<String, String> record) throws InterruptedException {
        if (isForgotten(record)) return;
        TenantChanged changed = read(record, TenantChanged.class);
        patience.untilDone(record.topic(), () -> takeTenant.take(changed));
    }

    @Incoming("account-changed")
    @Blocking
    void account(ConsumerRecord<String, String> record) throws InterruptedException {
        if (isForgotten(record)) return;
        AccountChanged changed = read(record, AccountChanged.class);
        patience.untilDone(
                record.topic(),
                () -> tenants.run(
                        changed.tenant(),
                        handle -> handle.createUpdate("""
                        insert into account as a (tenant_id, account, name, regions, connected, revision)
                        values (:tenant, :account, :name, :regions, :connected, :revision)
                        on conflict (tenant_id, account) do update set name = excluded.name, regions = excluded.regions,
                          connected = excluded.connected, revision = excluded.revision
                        where a.revision < excluded.revision
                        """)
                                .bind("tenant", changed.tenant().value())
                                .bind("account", changed.account().value())
                                .bind("name", changed.name())
                                .bindArray(
                                        "regions",
                                        String.class,
                                        changed.regions().stream()
                                                .map(Region::value)
                                                .toList())
                                .bind("connected", changed.connected())
                                .bind("revision", changed.revision())
                                .execute()));
    }

    @Incoming("pack-published")
    @Blocking
    void pack(ConsumerRecord<String, String> record) throws InterruptedException {
        if (isForgotten(record)) return;
        PackPublished published = read(record, PackPublished.class);
        if (published.pack().ownChecks().stream().anyMatch(own -> OwnCheck.isOfOthers(published.tenant(), own.id())))
            throw new MalformedEvent("the pack holds another tenant's own check", null);
        patience.untilDone(record.topic(), () -> takePack.take(published));
        patience.untilDone("rejudging of " + published.tenant(), () -> rejudge.rejudge(published.tenant()));
    }

    /** What a compacted topic has of a tenant that was erased; the rows went by another way. */
    private static boolean isForgotten(ConsumerRecord<String, String> record) {
        return record.value() == null;
    }

    private static <E extends Event> E read(ConsumerRecord<String, String> record, Class<E> type) {
        Event event = EventReader.read(record.key(), record.value());
        if (!type.isInstance(event))
            throw new MalformedEvent(
                    "a %s is no %s".formatted(event.getClass().getSimpleName(), type.getSimpleName()), null);
        return type.cast(event);
    }
}
