package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.ChannelDelivery.Kind;
import io.vigil.reports.channels.ChannelDeliveryTable.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Hands a message over in the way of its channel. */
@ApplicationScoped
class HandOver {
    private static final Logger LOG = Logger.getLogger(HandOver.class);

    private final SendWebhook sendWebhook;
    private final MailOwner mailOwner;

    HandOver(SendWebhook sendWebhook, MailOwner mailOwner) {
        this.sendWebhook = sendWebhook;
        this.mailOwner = mailOwner;
    }

    Handed hand(TenantId tenant, Channel channel, Waiting waiting, int attempt) {
        try {
            if (waiting.kind() == Kind.NOTICE) return mailOwner.send(tenant, channel, waiting.id());
            return switch (channel.kind()) {
                case WEBHOOK -> sendWebhook.send(tenant, channel, waiting.id(), attempt, waiting.message());
                case SLACK, TEAMS, EMAIL -> throw new IllegalStateException("no way to " + channel.kind());
            };
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "a message could not be handed over tenant=%s delivery=%s", tenant, waiting.id());
            return new Handed.Failed("it could not be handed over; the provider's log says why");
        }
    }
}
