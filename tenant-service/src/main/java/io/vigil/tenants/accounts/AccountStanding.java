package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountChanged;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.AccountProbed;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenants.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what probes and scans tell about an account's role, and what follows from it. */
@ApplicationScoped
public class AccountStanding {
    private record Before(
            Standing standing,
            @Nullable String message,
            @Nullable String outcome,
            @Nullable String words) {}

    private final Outbox outbox;
    private final AuditTrail audit;
    private final Event<AccountBlocked> blocked;
    private final InstantSource clock;

    AccountStanding(Outbox outbox, AuditTrail audit, Event<AccountBlocked> blocked, InstantSource clock) {
        this.outbox = outbox;
        this.audit = audit;
        this.blocked = blocked;
        this.clock = clock;
    }

    public void answered(Handle handle, TenantId tenant, AccountId account) {
        Instant now = clock.instant();
        lock(handle, tenant, account)
                .ifPresent(before ->
                        enter(handle, tenant, account, before, before.standing().scanned(now), null, null, now));
    }

    public void refused(Handle handle, TenantId tenant, AccountId account, String message) {
        byScan(handle, tenant, account, message, standing -> standing.refused(clock.instant()));
    }

    public void unsafe(Handle handle, TenantId tenant, AccountId account, String message) {
        byScan(handle, tenant, account, message, standing -> standing.unsafe(clock.instant()));
    }

    private void byScan(
            Handle handle, TenantId tenant, AccountId account, String message, UnaryOperator<Standing> move) {
        lock(handle, tenant, account).ifPresent(before -> {
            Standing after = move.apply(before.standing());
            // what an unsafe role is blocked for is not replaced by what its last unit stumbled over
            if (after.equals(before.standing()) && after.state() == Account.State.UNSAFE) return;
            enter(handle, tenant, account, before, after, message, null, clock.instant());
        });
    }

    public void scanned(Handle handle, TenantId tenant, AccountId account, Instant at) {
        handle.createUpdate("""
                        update aws_account set last_scan_at = :at
                        where tenant_id = :tenant and account_id = :account
                        """)
                .bind("at", at)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .execute();
    }

    /**
     * What a probe told.
     *
     * @param ofActions whether what the role may do was asked, too
     * @return whether the account is connected now and was not before
     */
    public boolean probed(Handle handle, AccountProbed told, boolean ofActions, boolean byPerson) {
        Optional<Before> before = lock(handle, told.tenant(), told.account());
        if (before.isEmpty()) return false;
        Instant now = clock.instant();
        Standing was = before.get().standing();
        Standing is = was.probed(told.outcome(), byPerson, now);
        keep(handle, told, ofActions, now);
        @Nullable String message = is.state() == Account.State.CONNECTED ? null : told.words();
        if (!told.outcome().tellsOfTheRole()) message = before.get().message();
        enter(handle, told.tenant(), told.account(), before.get(), is, message, told, now);
        return is.state() == Account.State.CONNECTED && was.state() != Account.State.CONNECTED;
    }

    private static Optional<Before> lock(Handle handle, TenantId tenant, AccountId account) {
        return handle.createQuery("""
                        select state, state_since, state_message, outcome, words from aws_account
                        where tenant_id = :tenant and account_id = :account and disconnected_at is null
                        for update
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .map((row, context) -> new Before(
                        new Standing(
                                Account.State.valueOf(row.getString("state")), Columns.instant(row, "state_since")),
                        row.getString("state_message"),
                        row.getString("outcome"),
                        row.getString("words")))
                .findOne();
    }

    private static void keep(Handle handle, AccountProbed told, boolean ofActions, Instant now) {
        handle.createUpdate("""
                        update aws_account set outcome = :outcome, words = :words, checked_at = :now,
                          regions_off = case when :entered then :off else regions_off end,
                          denied = case when :actions then :denied else denied end,
                          allowed = case when :actions then :allowed else allowed end,
                          untold = case when :actions then :untold else untold end,
                          actions_checked_at = case when :actions then cast(:now as timestamptz) else actions_checked_at end
                        where tenant_id = :tenant and account_id = :account
                        """)
                .bind("outcome", told.outcome().name())
                .bind("words", told.words())
                .bind("now", now)
                .bind("entered", told.outcome() == ProbeOutcome.ENTERED)
                .bindArray(
                        "off",
                        String.class,
                        told.regionsOff().stream().map(Region::value).toList())
                .bind(
                        "actions",
                        ofActions
                                && told.outcome() == ProbeOutcome.ENTERED
                                && told.allowed()
                                                + told.untold()
                                                + told.denied().size()
                                        > 0)
                .bind("denied", new String(EventJson.bytes(told.denied()), StandardCharsets.UTF_8))
                .bind("allowed", told.allowed())
                .bind("untold", told.untold())
                .bind("tenant", told.tenant().value())
                .bind("account", told.account().value())
                .execute();
    }

    private void enter(
            Handle handle,
            TenantId tenant,
            AccountId account,
            Before before,
            Standing after,
            @Nullable String message,
            @Nullable AccountProbed told,
            Instant now) {
        boolean moved = !after.equals(before.standing());
        if (told != null && (moved || !told.outcome().name().equals(before.outcome())))
            AccountHistory.append(handle, tenant, account, after.state(), told.outcome(), told.words(), now);
        if (told == null && moved) AccountHistory.append(handle, tenant, account, after.state(), null, message, now);
        if (!moved && Objects.equals(message, before.message())) return;
        change(handle, tenant, account, after, message, now);
        if (!moved) return;
        if (after.state() == Account.State.UNSAFE) block(handle, tenant, account, now);
        if (before.standing().state() == Account.State.UNSAFE) unblock(handle, tenant, account);
    }

    private void change(
            Handle handle,
            TenantId tenant,
            AccountId account,
            Standing standing,
            @Nullable String message,
            Instant now) {
        handle.createQuery("""
                        update aws_account
                        set state = :state, state_since = :since, state_message = :message, revision = revision + 1
                        where tenant_id = :tenant and account_id = :account
                        returning name, regions, revision
                        """)
                .bind("state", standing.state().name())
                .bind("since", standing.since())
                .bind("message", message)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .map((row, context) -> new AccountChanged(
                        tenant,
                        account,
                        row.getLong("revision"),
                        row.getString("name"),
                        Columns.regions(row, "regions"),
                        /* connected */ true,
                        now))
                .findOne()
                .ifPresent(changed -> outbox.append(handle, changed));
    }

    private void block(Handle handle, TenantId tenant, AccountId account, Instant now) {
        Registry.blocked(handle, tenant, account, now);
        blocked.fire(new AccountBlocked(handle, tenant, account));
        audit.append(handle, tenant, ourselves(tenant), "account.blocked", account.value(), Map.of());
    }

    private void unblock(Handle handle, TenantId tenant, AccountId account) {
        Registry.unblocked(handle, tenant, account);
        audit.append(handle, tenant, ourselves(tenant), "account.unblocked", account.value(), Map.of());
    }

    private static Caller ourselves(TenantId tenant) {
        return Caller.service("tenant-service", Optional.of(tenant));
    }
}
