package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.channels.ChannelDelivery.Kind;
import io.vigil.reports.channels.OpenWay.Way;
import io.vigil.reports.subscriptions.Customer;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Envelope;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Makes, changes, tries and ends channels. */
@ApplicationScoped
class EditChannels {

    /** @param secret as it is shown this once */
    record Made(Channel channel, String secret) {
        @Override
        public String toString() {
            return channel.toString();
        }
    }

    private final TenantTransaction transaction;
    private final OpenWay openWay;
    private final Envelope envelope;
    private final DeliverMessage deliver;
    private final AuditTrail audit;
    private final ChannelsConfig config;
    private final InstantSource clock;
    private final SecureRandom random;

    EditChannels(
            TenantTransaction transaction,
            OpenWay openWay,
            Envelope envelope,
            DeliverMessage deliver,
            AuditTrail audit,
            ChannelsConfig config,
            InstantSource clock,
            SecureRandom random) {
        this.transaction = transaction;
        this.openWay = openWay;
        this.envelope = envelope;
        this.deliver = deliver;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** @throws Problem 400 for an address that may not be called, 409 when the tenant has too many, 503 without a key */
    Made create(TenantId tenant, NewChannel asked, Caller by) {
        String address = demandOpen(asked.url());
        UUID id = Uuids.ofName("channel", random.nextLong(), random.nextLong());
        Secret secret = Secret.random(random);
        Channel channel = new Channel(
                id,
                asked.chosenKind(),
                asked.name().strip(),
                address,
                envelope.seal(Secret.context(tenant, id), secret.key()),
                /* disabledAt */ null,
                /* disabledWhy */ "",
                now(),
                by.displayName(),
                by.subject());
        transaction.run(tenant, handle -> {
            if (ChannelTable.count(handle, tenant) >= config.mostOfATenant())
                throw Problem.conflict("there are %d channels already, the most there may be; end one first"
                        .formatted(config.mostOfATenant()));
            ChannelTable.put(handle, tenant, channel);
            told(handle, tenant, by, "channel.created", channel);
        });
        return new Made(channel, secret.words());
    }

    /** @throws Problem 404 when there is none, 400 as when it is made and for another kind */
    void change(TenantId tenant, UUID id, NewChannel asked, Caller by) {
        String address = demandOpen(asked.url());
        transaction.run(tenant, handle -> {
            Channel before = ChannelTable.lock(handle, tenant, id);
            if (before.kind() != asked.chosenKind())
                throw Problem.badRequest("kind: a channel stays what it is, a %s".formatted(before.kind()));
            Channel after = new Channel(
                    id,
                    before.kind(),
                    asked.name().strip(),
                    address,
                    before.sealed(),
                    before.disabledAt(),
                    before.disabledWhy(),
                    before.createdAt(),
                    before.createdBy(),
                    before.owner());
            ChannelTable.put(handle, tenant, after);
            told(handle, tenant, by, "channel.changed", after);
        });
        deliver.wake(id);
    }

    /** By a new secret; what is on its way is signed by it too. @throws Problem 404 when there is none */
    Made renewSecret(TenantId tenant, UUID id, Caller by) {
        Secret secret = Secret.random(random);
        return transaction.call(tenant, handle -> {
            Channel before = ChannelTable.lock(handle, tenant, id);
            if (before.kind() != Channel.Kind.WEBHOOK) throw Problem.conflict("only webhooks are signed");
            Channel after = new Channel(
                    id,
                    before.kind(),
                    before.name(),
                    before.address(),
                    envelope.seal(Secret.context(tenant, id), secret.key()),
                    before.disabledAt(),
                    before.disabledWhy(),
                    before.createdAt(),
                    before.createdBy(),
                    before.owner());
            ChannelTable.put(handle, tenant, after);
            audit.append(handle, tenant, by, "channel.secret.renewed", id.toString(), Map.of());
            return new Made(after, secret.words());
        });
    }

    /** One that works already goes on. @throws Problem 404 when there is none */
    void enable(TenantId tenant, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            Channel before = ChannelTable.lock(handle, tenant, id);
            ChannelTable.put(
                    handle,
                    tenant,
                    new Channel(
                            id,
                            before.kind(),
                            before.name(),
                            before.address(),
                            before.sealed(),
                            /* disabledAt */ null,
                            /* disabledWhy */ "",
                            before.createdAt(),
                            before.createdBy(),
                            before.owner()));
            audit.append(handle, tenant, by, "channel.enabled", id.toString(), Map.of());
        });
        deliver.wake(id);
    }

    /** One that is gone already stays gone. */
    void end(TenantId tenant, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            if (ChannelTable.delete(handle, tenant, id))
                audit.append(handle, tenant, by, "channel.ended", id.toString(), Map.of());
        });
    }

    /** Queues a message that says nothing but that it arrived. @throws Problem 404 when there is none, 409 for a disabled one */
    UUID test(TenantId tenant, UUID id, Caller by) {
        UUID delivery = Uuids.ofName("channel-test", id, random.nextLong(), random.nextLong());
        Instant now = now();
        transaction.run(tenant, handle -> {
            if (ChannelTable.lock(handle, tenant, id).isDisabled())
                throw Problem.conflict("the channel is disabled; enable it first");
            ChannelDeliveryTable.insert(handle, tenant, delivery, id, Kind.TEST, testMessage(handle, tenant, now), now);
            deliver.queue(tenant, delivery);
            audit.append(handle, tenant, by, "channel.tested", id.toString(), Map.of());
        });
        return delivery;
    }

    private static Message testMessage(Handle handle, TenantId tenant, Instant now) {
        String customer = Customer.of(handle, tenant).name();
        return new Message(
                Message.TEST,
                now,
                new Message.Data(
                        tenant,
                        customer,
                        "Alerts of %s arrive here".formatted(customer),
                        /* rule */ null,
                        /* part */ 1,
                        /* parts */ 1,
                        List.of(),
                        /* more */ 0,
                        /* link */ null));
    }

    private String demandOpen(String url) {
        String address = url.strip();
        return switch (openWay.to(address)) {
            case Way.Open open -> address;
            case Way.Closed(String why) -> throw Problem.badRequest("url: " + why);
        };
    }

    private void told(Handle handle, TenantId tenant, Caller by, String action, Channel channel) {
        audit.append(
                handle,
                tenant,
                by,
                action,
                channel.id().toString(),
                Map.of("name", channel.name(), "kind", channel.kind().name(), "address", channel.address()));
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
