package io.vigil.tenants.ledger;

import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.members.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** Streams a scan's progress from the ledger until the scan is done, the watcher leaves or may no longer watch. */
@ApplicationScoped
class WatchScan {
    private static final Logger LOG = Logger.getLogger(WatchScan.class);
    private static final int BATCH = 500;

    private record Told(long seq, boolean last, String data) {}

    private final TenantTransaction transaction;
    private final Permissions permissions;
    private final ProgressConfig config;
    private final InstantSource clock;

    WatchScan(TenantTransaction transaction, Permissions permissions, ProgressConfig config, InstantSource clock) {
        this.transaction = transaction;
        this.permissions = permissions;
        this.config = config;
        this.clock = clock;
    }

    /** One request for the stream. {@code after} is the number of the last message that the watcher has, or 0. */
    record Request(TenantId tenant, ScanId scan, long after, Caller watcher) {}

    /**
     * Where to begin: a watcher that already has the last message of a scan that is done gets that message once more, so
     * that every stream ends with it.
     *
     * @throws Problem 404 when the tenant has no such scan
     */
    Request begin(Request asked) {
        return transaction.call(
                asked.tenant(),
                handle -> handle.createQuery("""
                        select last_event, state from scan where tenant_id = :tenant and scan_id = :scan
                        """)
                        .bind("tenant", asked.tenant().value())
                        .bind("scan", asked.scan().value())
                        .map((row, context) -> {
                            long last = row.getLong("last_event");
                            boolean done =
                                    ScanState.valueOf(row.getString("state")).isFinal();
                            long after = Math.max(0, Math.min(asked.after(), done ? last - 1 : last));
                            return new Request(asked.tenant(), asked.scan(), after, asked.watcher());
                        })
                        .findOne()
                        .orElseThrow(() -> Problem.notFound("nothing is here")));
    }

    void watch(Request request, MultiEmitter<? super OutboundSseEvent> watcher, Sse sse) {
        try {
            stream(request, watcher, sse);
            watcher.complete();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            watcher.complete();
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "the stream of scan %s broke off; its watcher may resume", request.scan());
            watcher.complete();
        }
    }

    private void stream(Request request, MultiEmitter<? super OutboundSseEvent> watcher, Sse sse)
            throws InterruptedException {
        long seen = request.after();
        Instant asked = clock.instant();
        Instant spoke = asked;
        watcher.emit(sse.newEventBuilder().comment("watching").build());
        while (!watcher.isCancelled()) {
            List<Told> news = news(request, seen);
            for (Told told : news) {
                watcher.emit(event(sse, told));
                if (told.last()) return;
                seen = told.seq();
            }
            Instant now = clock.instant();
            if (!now.isBefore(asked.plus(config.permissionEvery()))) {
                if (!permissions.stillHolds(request.watcher(), request.tenant())) return;
                asked = now;
            }
            if (!news.isEmpty()) {
                spoke = now;
                continue;
            }
            if (!now.isBefore(spoke.plus(config.heartbeat()))) {
                watcher.emit(sse.newEventBuilder().comment("nothing new").build());
                spoke = now;
            }
            Thread.sleep(config.poll());
        }
    }

    private List<Told> news(Request request, long seen) {
        return transaction.call(
                request.tenant(),
                handle -> handle.createQuery("""
                        select seq, final, data from scan_event
                        where tenant_id = :tenant and scan_id = :scan and seq > :seen
                        order by seq
                        limit :batch
                        """)
                        .bind("tenant", request.tenant().value())
                        .bind("scan", request.scan().value())
                        .bind("seen", seen)
                        .bind("batch", BATCH)
                        .map((row, context) ->
                                new Told(row.getLong("seq"), row.getBoolean("final"), row.getString("data")))
                        .list());
    }

    private static OutboundSseEvent event(Sse sse, Told told) {
        return sse.newEventBuilder()
                .id(Long.toString(told.seq()))
                .data(told.data())
                .build();
    }
}
