package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shows channels with what waits and what did not arrive; never what lets in there. */
@ApplicationScoped
class ReadChannels {
    private static final Duration LATELY = Duration.ofDays(30);

    /**
     * A channel as it is shown.
     *
     * @param address of a chat without what lets in
     * @param disabledAt null for one that works
     * @param waiting messages that are still to be handed over
     * @param lost messages of the last 30 days that were given up
     */
    @Schema(name = "Channel")
    public record Shown(
            UUID id,
            Channel.Kind kind,
            String name,
            String address,
            @Nullable Instant disabledAt,
            String disabledWhy,
            Instant createdAt,
            String createdBy,
            @Nullable Instant sentAt,
            int waiting,
            int lost) {}

    private final TenantTransaction transaction;
    private final InstantSource clock;

    ReadChannels(TenantTransaction transaction, InstantSource clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    List<Shown> list(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> ChannelTable.list(handle, tenant).stream()
                        .map(channel -> shown(handle, tenant, channel))
                        .toList());
    }

    /** @throws Problem 404 when there is none */
    Shown show(TenantId tenant, UUID id) {
        return transaction.call(tenant, handle -> shown(handle, tenant, ChannelTable.demand(handle, tenant, id)));
    }

    private Shown shown(Handle handle, TenantId tenant, Channel channel) {
        return handle.createQuery("""
                        select max(sent_at) as sent_at, count(*) filter (where state = 'QUEUED') as waiting,
                          count(*) filter (where state = 'FAILED' and kind <> 'TEST' and asked_at > :since) as lost
                        from channel_delivery where tenant_id = :tenant and channel_id = :channel and kind <> 'NOTICE'
                        """)
                .bind("tenant", tenant.value())
                .bind("channel", channel.id())
                .bind("since", clock.instant().minus(LATELY))
                .map((row, context) -> new Shown(
                        channel.id(),
                        channel.kind(),
                        channel.name(),
                        channel.address(),
                        channel.disabledAt(),
                        channel.disabledWhy(),
                        channel.createdAt(),
                        channel.createdBy(),
                        ChannelTable.instant(row, "sent_at"),
                        row.getInt("waiting"),
                        row.getInt("lost")))
                .one();
    }
}
