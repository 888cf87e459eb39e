package io.vigil.reports.channels;

import io.vigil.tenancy.PublicAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether an address that a customer chose may be called: https, and all that its name leads to is on the internet. Else a
 * customer could have us speak to machines of the provider's own network. The name is looked up once, and the very addresses
 * that were looked at are called, so that a name which leads elsewhere a moment later (DNS rebinding) wins nothing.
 */
@ApplicationScoped
class OpenWay {

    sealed interface Way {
        /** @param addresses at least one */
        record Open(URI url, List<InetAddress> addresses) implements Way {}

        /** @param why a sentence for the customer, which tells nothing of the addresses that were found */
        record Closed(String why) implements Way {}
    }

    private static final int HIGHEST_PORT = 65_535;

    private final Resolver resolver;
    private final boolean local;

    /** @param local a machine of one's own may call itself, by http too */
    OpenWay(Resolver resolver, @ConfigProperty(name = "vigil.local", defaultValue = "false") boolean local) {
        this.resolver = resolver;
        this.local = local;
    }

    Way to(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException none) {
            return new Way.Closed("it is no web address");
        }
        boolean plain = "http".equals(url.getScheme());
        if (!plain && !"https".equals(url.getScheme()) || url.getHost() == null || url.getPort() > HIGHEST_PORT)
            return new Way.Closed("it is no web address that begins with https://");
        if (url.getRawUserInfo() != null || url.getRawFragment() != null)
            return new Way.Closed("it may have no user, password or fragment");
        if (plain && !local) return new Way.Closed("it must begin with https://");
        return look(url, plain);
    }

    private Way look(URI url, boolean plain) {
        List<InetAddress> addresses;
        try {
            addresses = resolver.addresses(url.getHost());
        } catch (UnknownHostException unknown) {
            return new Way.Closed("nobody knows %s".formatted(url.getHost()));
        }
        for (InetAddress address : addresses)
            if (!mayBeCalled(address, plain))
                return new Way.Closed("%s is not on the internet".formatted(url.getHost()));
        return addresses.isEmpty()
                ? new Way.Closed("nobody knows %s".formatted(url.getHost()))
                : new Way.Open(url, addresses);
    }

    private boolean mayBeCalled(InetAddress address, boolean plain) {
        if (local && address.isLoopbackAddress()) return true;
        return !plain && PublicAddresses.hold(address);
    }
}
