package io.vigil.gateway.tokens;

import io.vertx.core.http.HttpServerRequest;
import io.vigil.tenancy.AddressRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a request comes from. Each proxy adds at the end of X-Forwarded-For whom it heard; all before what our own proxies
 * added is the client's word. So it is read from the end, and the first address that is no proxy of ours counts.
 */
@ApplicationScoped
public class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<AddressRange> trusted;

    ClientAddress(ProxyConfig config) {
        this.trusted = config.trusted().orElse(List.of()).stream()
                .map(text -> AddressRange.of(text.strip()))
                .toList();
    }

    /** Empty where it cannot be told; then nothing that depends on it is allowed. */
    public Optional<String> of(HttpServerRequest request) {
        // the connection's, whatever has been made of the request's own since
        String peer = request.connection().remoteAddress().hostAddress();
        if (peer == null) return Optional.empty();
        return of(peer, request.headers().getAll(FORWARDED_FOR));
    }

    Optional<String> of(String peer, List<String> forwardedFor) {
        List<String> way = forwardedFor.stream()
                .flatMap(header -> Arrays.stream(header.split(",", /* all */ -1)))
                .map(String::strip)
                .toList();
        Optional<String> here = AddressRange.canonical(peer);
        for (String before : way.reversed()) {
            if (here.isEmpty() || !isProxy(here.get())) return here;
            here = AddressRange.canonical(before);
        }
        return here;
    }

    private boolean isProxy(String address) {
        return trusted.stream().anyMatch(range -> range.holds(address));
    }
}
