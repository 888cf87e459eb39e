package io.vigil.reports.channels;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Name servers that lead where a test says, and count how often they are asked; an address is itself. */
final class Names extends Resolver {
    private final Map<String, List<InetAddress>> known = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    Names() {
        super(new ImpatientConfig(Duration.ofSeconds(2)));
    }

    void lead(String host, InetAddress... addresses) {
        known.put(host, List.of(addresses));
    }

    int asked(String host) {
        return asked.getOrDefault(host, new AtomicInteger()).get();
    }

    @Override
    List<InetAddress> addresses(String host) throws UnknownHostException {
        asked.computeIfAbsent(host, first -> new AtomicInteger()).incrementAndGet();
        List<InetAddress> led = known.get(host);
        if (led != null) return led;
        if (host.endsWith(".example")) throw new UnknownHostException(host);
        return super.addresses(host);
    }
}
