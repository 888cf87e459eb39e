package io.vigil.tenants.connections;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.Registry;
import io.vigil.tenants.connections.BlockedMail.Reader;
import io.vigil.tenants.timed.TimedWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Tells the administrators of the customer and of the provider by mail that an account's role lets others in. That it is
 * to be told stands in the registry, written by the transaction that blocked the account, so that no block stays untold.
 */
@ApplicationScoped
class TellOfBlocked implements TimedWork {
    private static final Logger LOG = Logger.getLogger(TellOfBlocked.class);
    private static final int BATCH = 20;
    private static final int MOST_DOUBLINGS = 10;

    /** Longer than all mails of one account take; then another replica may try. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final BlockedMail mail;
    private final ConnectionsConfig config;
    private final InstantSource clock;
    private final RecurringTask<Void> task;

    TellOfBlocked(
            PlatformTransaction platform,
            TenantTransaction transaction,
            BlockedMail mail,
            ConnectionsConfig config,
            InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.mail = mail;
        this.config = config;
        this.clock = clock;
        this.task = Tasks.recurring("blocked-accounts", FixedDelay.of(config.tellEvery()))
                .execute((instance, context) -> tellAll());
    }

    @Override
    public Task<?> task() {
        return task;
    }

    /** One account's trouble is not the next one's. */
    private void tellAll() {
        List<Registry.Untold> due = platform.call(handle -> Registry.takeUntold(handle, clock.instant(), LEASE, BATCH));
        for (Registry.Untold untold : due) {
            Registry.Blocked blocked = untold.blocked();
            try {
                mail.send(blocked, transaction.call(blocked.tenant(), handle -> readers(handle, blocked)));
                settle(untold, /* failed */ false);
            } catch (RuntimeException failed) {
                LOG.warnf(
                        "nobody is told yet that an account is blocked tenant=%s account=%s: %s",
                        blocked.tenant(), blocked.account(), failed.getClass().getSimpleName());
                settle(untold, /* failed */ true);
            }
        }
    }

    private void settle(Registry.Untold untold, boolean failed) {
        Instant again = clock.instant()
                .plus(config.tellAgain().multipliedBy(1L << Math.min(untold.attempts() - 1, MOST_DOUBLINGS)));
        boolean over = !failed || untold.attempts() >= config.tellAttempts();
        platform.run(handle -> Registry.settleUntold(handle, untold.blocked(), over ? null : again));
    }

    private static List<Reader> readers(Handle handle, Registry.Blocked blocked) {
        TenantId tenant = blocked.tenant();
        var customer = handle.createQuery("select slug, name from tenant where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> new BlockedMail.Customer(row.getString("slug"), row.getString("name")))
                .one();
        String name = name(handle, tenant, blocked.account());
        List<Reader> readers = new ArrayList<>();
        handle.createQuery("""
                        select m.email from member m
                        join permission p on p.tenant_id = m.tenant_id and p.subject = m.subject
                        where m.tenant_id = :tenant and p.role = 'ADMIN' order by m.email
                        """)
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .list()
                .forEach(email -> readers.add(new Reader(email, customer, name, /* ofProvider */ false)));
        // what a customer calls its account is the customer's own
        handle.createQuery("select email from msp_member where role = 'MSP_ADMIN' order by email")
                .mapTo(String.class)
                .list()
                .forEach(email -> readers.add(new Reader(email, customer, "", /* ofProvider */ true)));
        return readers;
    }

    private static String name(Handle handle, TenantId tenant, AccountId account) {
        return handle.createQuery("select name from aws_account where tenant_id = :tenant and account_id = :account")
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }
}
