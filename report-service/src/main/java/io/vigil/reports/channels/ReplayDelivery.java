package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.ChannelDelivery.Kind;
import io.vigil.reports.channels.ChannelDelivery.State;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Sends a message once more, to the letter and under the same id, also one that arrived; it has all of its time again. */
@ApplicationScoped
class ReplayDelivery {
    private record Known(Kind kind, State state) {}

    private final TenantTransaction transaction;
    private final DeliverMessage deliver;
    private final AuditTrail audit;
    private final InstantSource clock;

    ReplayDelivery(TenantTransaction transaction, DeliverMessage deliver, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.deliver = deliver;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 404 when there is none, 409 while it is under way and for a disabled channel */
    void replay(TenantId tenant, UUID channel, UUID delivery, Caller by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transaction.run(tenant, handle -> {
            boolean disabled = ChannelTable.lock(handle, tenant, channel).isDisabled();
            Known known = handle.createQuery("""
                            select kind, state from channel_delivery
                            where tenant_id = :tenant and channel_id = :channel and delivery_id = :delivery for update
                            """)
                    .bind("tenant", tenant.value())
                    .bind("channel", channel)
                    .bind("delivery", delivery)
                    .map((row, context) ->
                            new Known(Kind.valueOf(row.getString("kind")), State.valueOf(row.getString("state"))))
                    .findOne()
                    .orElseThrow(() -> Problem.notFound("no delivery " + delivery));
            if (known.kind() == Kind.NOTICE) throw Problem.conflict("a notice is not repeated");
            if (known.state() == State.QUEUED) throw Problem.conflict("it is under way already");
            if (disabled) throw Problem.conflict("the channel is disabled; enable it first");
            handle.createUpdate("""
                            update channel_delivery set state = 'QUEUED', asked_at = :now, due_at = :now, held_until = null
                            where tenant_id = :tenant and delivery_id = :delivery
                            """)
                    .bind("tenant", tenant.value())
                    .bind("delivery", delivery)
                    .bind("now", now)
                    .execute();
            deliver.queue(tenant, delivery);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "channel.delivery.replayed",
                    delivery.toString(),
                    Map.of("channel", channel.toString()));
        });
    }
}
