package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.channels.ChannelDelivery.Kind;
import io.vigil.reports.channels.ChannelDeliveryTable.Waiting;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Ends the tries at a channel that took nothing for as long as one of its messages was tried, and has its owner told, once a
 * day; once more on the day of its end. One that takes other messages stays: then it is that message.
 */
@ApplicationScoped
class DisableChannel {
    private final AuditTrail audit;
    private final InstantSource clock;

    DisableChannel(AuditTrail audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * In the transaction that gives the message up.
     *
     * @param forGood the receiver said that nothing is wanted any more
     * @return the notice to queue; empty when one was queued today
     */
    Optional<UUID> afterGivingUp(Handle handle, TenantId tenant, Waiting waiting, String why, boolean forGood) {
        Instant now = clock.instant();
        Channel channel = ChannelTable.lock(handle, tenant, waiting.channel());
        boolean dead =
                forGood || !ChannelDeliveryTable.tookAnything(handle, tenant, waiting.channel(), waiting.askedAt());
        Caller self = Caller.service("report-service", Optional.of(tenant));
        audit.append(
                handle,
                tenant,
                self,
                "channel.delivery.given.up",
                waiting.id().toString(),
                Map.of("channel", channel.id().toString(), "why", why));
        if (dead && ChannelTable.disable(handle, tenant, channel.id(), why, now))
            audit.append(handle, tenant, self, "channel.disabled", channel.id().toString(), Map.of("why", why));
        return notice(handle, tenant, channel, dead, now);
    }

    private static Optional<UUID> notice(Handle handle, TenantId tenant, Channel channel, boolean dead, Instant now) {
        UUID id = Uuids.ofName("channel-notice", channel.id(), dead, LocalDate.ofInstant(now, ZoneOffset.UTC));
        Message message = new Message(
                "channel.notice",
                now,
                new Message.Data(
                        tenant,
                        /* customer */ "",
                        "Word to the owner that something did not arrive",
                        /* rule */ null,
                        /* part */ 1,
                        /* parts */ 1,
                        List.of(),
                        /* more */ 0,
                        /* link */ null));
        boolean first = ChannelDeliveryTable.insert(handle, tenant, id, channel.id(), Kind.NOTICE, message, now);
        return first ? Optional.of(id) : Optional.empty();
    }
}
