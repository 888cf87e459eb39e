package io.vigil.tenants.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantErased;
import io.vigil.tenants.members.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** Streams what is new until there will be no more, the watcher leaves or may no longer watch. */
@ApplicationScoped
public class LiveStream {
    private static final Logger LOG = Logger.getLogger(LiveStream.class);

    /** @param last whether nothing comes after the events */
    public record News(List<OutboundSseEvent> events, boolean last) {}

    /** Asked again and again by one thread, so it may keep what it told already. */
    @FunctionalInterface
    public interface Source {
        News next();
    }

    /** @param what for the log: what is watched, without names */
    public record Watched(String what, TenantId tenant, Caller watcher) {}

    private final Permissions permissions;
    private final LiveConfig config;
    private final InstantSource clock;

    LiveStream(Permissions permissions, LiveConfig config, InstantSource clock) {
        this.permissions = permissions;
        this.config = config;
        this.clock = clock;
    }

    public Multi<OutboundSseEvent> of(Watched watched, Source source, Sse sse) {
        return Multi.createFrom()
                .emitter(watcher ->
                        Thread.ofVirtual().name(watched.what()).start(() -> stream(watched, source, watcher, sse)));
    }

    private void stream(Watched watched, Source source, MultiEmitter<? super OutboundSseEvent> watcher, Sse sse) {
        try {
            untilTheEnd(watched, source, watcher, sse);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (TenantErased gone) {
            LOG.debugf("the stream of %s ends with its tenant", watched.what());
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "the stream of %s broke off; its watcher may resume", watched.what());
        } finally {
            watcher.complete();
        }
    }

    private void untilTheEnd(Watched watched, Source source, MultiEmitter<? super OutboundSseEvent> watcher, Sse sse)
            throws InterruptedException {
        Instant asked = clock.instant();
        Instant spoke = asked;
        // a proxy passes nothing on before the first byte
        watcher.emit(sse.newEventBuilder().comment("watching").build());
        while (!watcher.isCancelled()) {
            Instant now = clock.instant();
            if (!now.isBefore(asked.plus(config.permissionEvery()))) {
                if (!permissions.stillHolds(watched.watcher(), watched.tenant())) return;
                asked = now;
            }
            News news = source.next();
            news.events().forEach(watcher::emit);
            if (news.last()) return;
            if (!news.events().isEmpty()) {
                // there may be more than one look brings
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
}
