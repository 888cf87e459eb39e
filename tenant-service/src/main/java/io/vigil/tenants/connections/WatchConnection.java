package io.vigil.tenants.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.ledger.ProgressConfig;
import io.vigil.tenants.members.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Streams a connection until it ends, the watcher leaves or may no longer watch; each message is the whole of it. */
@ApplicationScoped
class WatchConnection {
    private static final Logger LOG = Logger.getLogger(WatchConnection.class);

    record Request(TenantId tenant, AccountId account, Caller watcher) {}

    private final TenantTransaction transaction;
    private final Connections connections;
    private final Permissions permissions;
    private final ProgressConfig config;
    private final ObjectMapper json;
    private final InstantSource clock;

    WatchConnection(
            TenantTransaction transaction,
            Connections connections,
            Permissions permissions,
            ProgressConfig config,
            ObjectMapper json,
            InstantSource clock) {
        this.transaction = transaction;
        this.connections = connections;
        this.permissions = permissions;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    void watch(Request request, MultiEmitter<? super OutboundSseEvent> watcher, Sse sse) {
        try {
            stream(request, watcher, sse);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "the stream of a connection broke off; its watcher may come again");
        } finally {
            watcher.complete();
        }
    }

    private void stream(Request request, MultiEmitter<? super OutboundSseEvent> watcher, Sse sse)
            throws InterruptedException {
        Optional<Instant> seen = Optional.empty();
        Instant asked = clock.instant();
        Instant spoke = asked;
        while (!watcher.isCancelled()) {
            Optional<Instant> changed = transaction.call(
                    request.tenant(), handle -> Connections.changedAt(handle, request.tenant(), request.account()));
            if (changed.isEmpty()) return;
            Instant now = clock.instant();
            if (!now.isBefore(asked.plus(config.permissionEvery()))) {
                if (!permissions.stillHolds(request.watcher(), request.tenant())) return;
                asked = now;
            }
            if (!changed.equals(seen)) {
                watcher.emit(sse.newEventBuilder().data(now(request)).build());
                seen = changed;
                spoke = now;
            } else if (!now.isBefore(spoke.plus(config.heartbeat()))) {
                watcher.emit(sse.newEventBuilder().comment("nothing new").build());
                spoke = now;
            }
            Thread.sleep(config.poll());
        }
    }

    private String now(Request request) {
        try {
            return json.writeValueAsString(connections.find(request.tenant(), request.account()));
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("a connection has no JSON form", notJson);
        } catch (Problem gone) {
            return "{}";
        }
    }
}
