package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What somebody without a login does by a link of a mail: say that the reports are wanted, or not any more. */
@ApplicationScoped
class FollowLink {

    enum State {
        /** Can be confirmed. */
        OPEN,
        /** Was not confirmed in time. */
        EXPIRED,
        /** Gets reports. */
        CONFIRMED,
        /** Gets none. */
        UNSUBSCRIBED,
        /** Was followed by a newer link, or there is no such subscription any more. */
        OVER
    }

    /**
     * What a link leads to; of what is over, no name.
     *
     * @param kind CONFIRM or UNSUBSCRIBE
     */
    record Seen(LinkTable.Kind kind, State state, String customer, String subscription, String address) {}

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    FollowLink(PlatformTransaction platform, TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** Changes nothing; empty for a link that leads nowhere. */
    Optional<Seen> look(String digest) {
        return led(digest)
                .map(led -> transaction.call(led.tenant(), handle -> seen(handle, led, state(handle, led, digest))));
    }

    /** Good once; who confirmed already finds it so. Empty for a link that does not confirm. */
    Optional<Seen> confirm(String digest) {
        return led(digest)
                .filter(led -> led.kind() == LinkTable.Kind.CONFIRM)
                .map(led -> transaction.call(led.tenant(), handle -> {
                    // two who press at once follow each other
                    RecipientTable.lock(handle, led.tenant(), led.subscription(), led.recipient(), clock.instant());
                    State before = state(handle, led, digest);
                    if (before != State.OPEN) return seen(handle, led, before);
                    RecipientTable.confirm(handle, led.tenant(), led.subscription(), led.recipient(), clock.instant());
                    Seen seen = seen(handle, led, State.CONFIRMED);
                    told(handle, led, seen, "recipient.confirmed");
                    return seen;
                }));
    }

    /** However often; empty for a link that does not unsubscribe. */
    Optional<Seen> unsubscribe(String digest) {
        return led(digest)
                .filter(led -> led.kind() == LinkTable.Kind.UNSUBSCRIBE)
                .map(led -> transaction.call(led.tenant(), handle -> {
                    Instant now = clock.instant();
                    Optional<Recipient> recipient =
                            RecipientTable.lock(handle, led.tenant(), led.subscription(), led.recipient(), now);
                    Seen seen = seen(handle, led, recipient.isEmpty() ? State.OVER : State.UNSUBSCRIBED);
                    if (recipient
                            .filter(known -> known.state() != Recipient.State.UNSUBSCRIBED)
                            .isPresent()) {
                        RecipientTable.unsubscribe(handle, led.tenant(), led.subscription(), led.recipient(), now);
                        told(handle, led, seen, "recipient.unsubscribed");
                    }
                    return seen;
                }));
    }

    private Optional<LinkTable.Led> led(String digest) {
        return platform.call(handle -> LinkTable.find(handle, digest));
    }

    private State state(Handle handle, LinkTable.Led led, String digest) {
        Optional<Recipient> recipient =
                RecipientTable.list(handle, led.tenant(), led.subscription(), clock.instant()).stream()
                        .filter(known -> known.id().equals(led.recipient()))
                        .findFirst();
        if (recipient.isEmpty()) return State.OVER;
        boolean newest = RecipientTable.isLinkedBy(handle, led.tenant(), led.subscription(), led.recipient(), digest);
        return switch (recipient.get().state()) {
            case CONFIRMED -> State.CONFIRMED;
            case UNSUBSCRIBED -> State.UNSUBSCRIBED;
            case PENDING ->
                led.kind() == LinkTable.Kind.UNSUBSCRIBE ? State.CONFIRMED : newest ? State.OPEN : State.OVER;
            case EXPIRED ->
                led.kind() == LinkTable.Kind.UNSUBSCRIBE ? State.CONFIRMED : newest ? State.EXPIRED : State.OVER;
        };
    }

    private static Seen seen(Handle handle, LinkTable.Led led, State state) {
        if (state == State.OVER) return new Seen(led.kind(), state, "", "", "");
        return handle.createQuery("""
                        select coalesce(t.name, '') as customer, s.name, r.address
                        from subscription_recipient r join subscription s using (tenant_id, subscription_id)
                        left join tenant_directory t using (tenant_id)
                        where r.tenant_id = :tenant and r.subscription_id = :subscription and r.recipient_id = :recipient
                        """)
                .bind("tenant", led.tenant().value())
                .bind("subscription", led.subscription())
                .bind("recipient", led.recipient())
                .map((row, context) -> new Seen(
                        led.kind(), state, row.getString("customer"), row.getString("name"), row.getString("address")))
                .one();
    }

    private void told(Handle handle, LinkTable.Led led, Seen seen, String action) {
        TenantId tenant = led.tenant();
        var recipient = new Caller("recipient " + led.recipient(), Optional.of(tenant), Role.SERVICE, seen.address());
        audit.append(
                handle, tenant, recipient, action, led.subscription().toString(), Map.of("recipient", seen.address()));
    }
}
