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
    private final SendChat sendChat;
    private final MailAlert mailAlert;
    private final MailOwner mailOwner;

    HandOver(SendWebhook sendWebhook, SendChat sendChat, MailAlert mailAlert, MailOwner mailOwner) {
        this.sendWebhook = sendWebhook;
        this.sendChat = sendChat;
        this.mailAlert = mailAlert;
        this.mailOwner = mailOwner;
    }

    Handed hand(TenantId tenant, Channel channel, Waiting waiting, int attempt) {
        try {
            if (waiting.kind() == Kind.NOTICE) return mailOwner.send(tenant, channel, waiting.id());
            Message message = Message.of(waiting.message());
            return switch (channel.kind()) {
                case WEBHOOK -> sendWebhook.send(tenant, channel, waiting.id(), attempt, waiting.message());
                case SLACK -> sendChat.send(tenant, channel, attempt, SlackBody.of(message));
                case TEAMS -> sendChat.send(tenant, channel, attempt, TeamsBody.of(message));
                case EMAIL -> mailAlert.send(tenant, channel, waiting.id(), message);
            };
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "a message could not be handed over tenant=%s delivery=%s", tenant, waiting.id());
            return new Handed.Failed("it could not be handed over; the provider's log says why");
        }
    }
}
