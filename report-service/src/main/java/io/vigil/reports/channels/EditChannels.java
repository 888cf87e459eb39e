package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.channels.ChannelDelivery.Kind;
import io.vigil.reports.subscriptions.Customer;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final ChooseTarget chooseTarget;
    private final DeliverMessage deliver;
    private final AuditTrail audit;
    private final ChannelsConfig config;
    private final InstantSource clock;
    private final SecureRandom random;

    EditChannels(
            TenantTransaction transaction,
            ChooseTarget chooseTarget,
            DeliverMessage deliver,
            AuditTrail audit,
            ChannelsConfig config,
            InstantSource clock,
            SecureRandom random) {
        this.transaction = transaction;
        this.chooseTarget = chooseTarget;
        this.deliver = deliver;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** @throws Problem 400 for an address that may not be called, 409 when the tenant has too many, 503 without a key */
    Made create(TenantId tenant, NewChannel asked, Caller by) {
        UUID id = Uuids.ofName("channel", random.nextLong(), random.nextLong());
        ChooseTarget.Target target = chooseTarget.of(tenant, id, asked);
        Channel channel = new Channel(
                id,
                asked.chosenKind(),
                asked.name().strip(),
                target.address(),
                target.sealed(),
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
        return new Made(channel, target.secret());
    }

    /** @throws Problem 404 when there is none, 400 as when it is made and for another kind */
    void change(TenantId tenant, UUID id, NewChannel asked, Caller by) {
        Channel known = transaction.call(tenant, handle -> ChannelTable.demand(handle, tenant, id));
        if (known.kind() != asked.chosenKind())
            throw Problem.badRequest("kind: a channel stays what it is, %s".formatted(known.kind()));
        // outside of the transaction: it asks name servers, or tenant-service
        ChooseTarget.Target target = chooseTarget.of(tenant, known, asked);
        transaction.run(tenant, handle -> {
            Channel before = ChannelTable.lock(handle, tenant, id);
            if (!Objects.equals(before.sealed(), known.sealed()))
                throw Problem.conflict("somebody else changes the channel; look at it again");
            Channel after = before.with(asked.name().strip(), target);
            ChannelTable.put(handle, tenant, after);
            told(handle, tenant, by, "channel.changed", after);
        });
        deliver.wake(id);
    }

    /** By a new secret; what is on its way is signed by it too. @throws Problem 404 when there is none */
    Made renewSecret(TenantId tenant, UUID id, Caller by) {
        return transaction.call(tenant, handle -> {
            Channel before = ChannelTable.lock(handle, tenant, id);
            if (before.kind() != Channel.Kind.WEBHOOK) throw Problem.conflict("only webhooks are signed");
            ChooseTarget.Target target = chooseTarget.signed(tenant, id, before.address());
            Channel after = before.with(before.name(), target);
            ChannelTable.put(handle, tenant, after);
            audit.append(handle, tenant, by, "channel.secret.renewed", id.toString(), Map.of());
            return new Made(after, target.secret());
        });
    }

    /** One that works already goes on. @throws Problem 404 when there is none */
    void enable(TenantId tenant, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            ChannelTable.put(
                    handle, tenant, ChannelTable.lock(handle, tenant, id).enabled());
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
