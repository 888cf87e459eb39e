package io.vigil.tenants.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.live.LiveStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Streams a connection until the account is disconnected; each message is the whole of it. */
@ApplicationScoped
class WatchConnection {
    private final TenantTransaction transaction;
    private final Connections connections;
    private final ObjectMapper json;
    private final LiveStream live;

    WatchConnection(TenantTransaction transaction, Connections connections, ObjectMapper json, LiveStream live) {
        this.transaction = transaction;
        this.connections = connections;
        this.json = json;
        this.live = live;
    }

    Multi<OutboundSseEvent> watch(TenantId tenant, AccountId account, Caller watcher, Sse sse) {
        return live.of(new LiveStream.Watched("a connection", tenant, watcher), new States(tenant, account, sse), sse);
    }

    private final class States implements LiveStream.Source {
        private final TenantId tenant;
        private final AccountId account;
        private final Sse sse;
        private Optional<Instant> seen = Optional.empty();

        States(TenantId tenant, AccountId account, Sse sse) {
            this.tenant = tenant;
            this.account = account;
            this.sse = sse;
        }

        @Override
        public LiveStream.News next() {
            Optional<Instant> changed =
                    transaction.call(tenant, handle -> Connections.changedAt(handle, tenant, account));
            if (changed.isEmpty()) return new LiveStream.News(List.of(), /* last */ true);
            if (changed.equals(seen)) return new LiveStream.News(List.of(), /* last */ false);
            seen = changed;
            OutboundSseEvent event = sse.newEventBuilder().data(now()).build();
            return new LiveStream.News(List.of(event), /* last */ false);
        }

        private String now() {
            try {
                return json.writeValueAsString(connections.find(tenant, account));
            } catch (JsonProcessingException notJson) {
                throw new IllegalStateException("a connection has no JSON form", notJson);
            } catch (Problem gone) {
                return "{}";
            }
        }
    }
}
