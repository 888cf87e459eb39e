package io.vigil.reports.assignees;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.MemberRemoved;
import io.vigil.contracts.TenantId;
import io.vigil.reports.ingest.Patience;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.EventReader;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Handle;

/** Who is removed works on nothing any more; somebody of the provider's staff in no customer's tenant. */
@ApplicationScoped
class HearRemovedMembers {
    private final TenantTransaction tenants;
    private final PlatformTransaction platform;
    private final AuditTrail audit;
    private final Patience patience;

    HearRemovedMembers(TenantTransaction tenants, PlatformTransaction platform, AuditTrail audit, Patience patience) {
        this.tenants = tenants;
        this.platform = platform;
        this.audit = audit;
        this.patience = patience;
    }

    @Incoming("member-removed")
    @Blocking
    void take(ConsumerRecord<String, String> record) throws InterruptedException {
        if (record.value() == null) throw new MalformedEvent("the record is empty", null);
        if (!(EventReader.read(record.key(), record.value()) instanceof MemberRemoved removed)
                || removed.subject() == null
                || removed.at() == null) throw new MalformedEvent("this tells of no member's removal", null);
        patience.untilDone(record.topic(), () -> follow(removed));
    }

    /** The same once more changes nothing. */
    private void follow(MemberRemoved removed) {
        List<TenantId> from = removed.tenant() == null ? everywhere() : List.of(removed.tenant());
        for (TenantId tenant : from) tenants.runUnlessErased(tenant, handle -> unassign(handle, tenant, removed));
    }

    private void unassign(Handle handle, TenantId tenant, MemberRemoved removed) {
        int findings = AssigneeTable.unassign(handle, tenant, removed.subject(), removed.at());
        if (findings > 0)
            audit.append(
                    handle,
                    tenant,
                    Caller.service("report-service", Optional.of(tenant)),
                    "findings.unassigned",
                    removed.subject(),
                    Map.of("findings", findings, "because", "the person was removed"));
    }

    private List<TenantId> everywhere() {
        return platform.call(handle -> handle.createQuery("select tenant_id from tenant_directory order by 1")
                .mapTo(UUID.class)
                .map(TenantId::new)
                .list());
    }
}
