package io.vigil.reports.channels;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the names of machines lead to. Nobody waits longer for a name server of a stranger's than for the stranger. */
@ApplicationScoped
class Resolver {
    private final ChannelsConfig config;
    private final ExecutorService lookups = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("lookup-", 0).factory());

    Resolver(ChannelsConfig config) {
        this.config = config;
    }

    /** @throws UnknownHostException also when nobody says so in time */
    List<InetAddress> addresses(String host) throws UnknownHostException {
        Future<InetAddress[]> answer = lookups.submit(() -> InetAddress.getAllByName(host));
        try {
            return List.of(answer.get(config.patience().toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException unknown) {
            throw new UnknownHostException(host);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        } finally {
            answer.cancel(true);
        }
    }

    @PreDestroy
    void close() {
        lookups.shutdownNow();
    }
}
