package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.ChannelDelivery.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** How others have a channel told something. */
@ApplicationScoped
public class QueueMessage {
    /** Nobody reads more of these at once; a machine gets all of them. */
    private static final int MOST_FOR_PEOPLE = 5;

    /**
     * How much a channel is told of one act.
     *
     * @param events of one message, of which a chat takes so many bytes or blocks
     * @param messages of which people read so many
     */
    public record Limits(int events, int messages) {}

    private final DeliverMessage deliver;

    QueueMessage(DeliverMessage deliver) {
        this.deliver = deliver;
    }

    /** Those of the channels that there are. */
    public Set<UUID> known(Handle handle, TenantId tenant, List<UUID> channels) {
        return ChannelTable.list(handle, tenant).stream()
                .map(Channel::id)
                .filter(channels::contains)
                .collect(Collectors.toSet());
    }

    public Limits limits(Handle handle, TenantId tenant, UUID channel) {
        return switch (ChannelTable.demand(handle, tenant, channel).kind()) {
            case WEBHOOK -> new Limits(40, Integer.MAX_VALUE);
            case SLACK, EMAIL -> new Limits(40, MOST_FOR_PEOPLE);
            case TEAMS -> new Limits(15, MOST_FOR_PEOPLE);
        };
    }

    /** In the transaction that makes it necessary. One of the same id is told once. */
    public void queue(
            Handle handle, TenantId tenant, UUID id, UUID channel, boolean digest, Message message, Instant now) {
        Kind kind = digest ? Kind.DIGEST : Kind.ALERT;
        if (ChannelDeliveryTable.insert(handle, tenant, id, channel, kind, message, now)) deliver.queue(tenant, id);
    }
}
