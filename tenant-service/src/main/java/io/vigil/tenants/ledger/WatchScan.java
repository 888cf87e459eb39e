package io.vigil.tenants.ledger;

import io.smallrye.mutiny.Multi;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.live.LiveStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;

/** Streams a scan's progress from the ledger until the scan is done. */
@ApplicationScoped
class WatchScan {
    private static final int BATCH = 500;

    private record Told(long seq, boolean last, String data) {}

    private final TenantTransaction transaction;
    private final LiveStream live;

    WatchScan(TenantTransaction transaction, LiveStream live) {
        this.transaction = transaction;
        this.live = live;
    }

    /** One request for the stream. {@code after} is the number of the last message that the watcher has, or 0. */
    record Request(TenantId tenant, ScanId scan, long after, Caller watcher) {}

    /**
     * Where to begin: a watcher that already has the last message of a scan that is done gets that message once more, so
     * that every stream ends with it.
     */
    private Request begin(Request asked) {
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

    /** @throws Problem 404 when the tenant has no such scan */
    Multi<OutboundSseEvent> watch(Request asked, Sse sse) {
        Request request = begin(asked);
        return live.of(
                new LiveStream.Watched("scan " + request.scan(), request.tenant(), request.watcher()),
                new Progress(request, sse),
                sse);
    }

    private final class Progress implements LiveStream.Source {
        private final Request request;
        private final Sse sse;
        private long seen;

        Progress(Request request, Sse sse) {
            this.request = request;
            this.sse = sse;
            this.seen = request.after();
        }

        @Override
        public LiveStream.News next() {
            List<Told> news = news(request, seen);
            if (!news.isEmpty()) seen = news.getLast().seq();
            boolean last = !news.isEmpty() && news.getLast().last();
            return new LiveStream.News(
                    news.stream().map(told -> event(sse, told)).toList(), last);
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
