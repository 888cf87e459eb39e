package io.vigil.tenants.ownlogin;

import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether an address that a customer chose may be asked by us or by Keycloak: https, and on the internet. Else a customer
 * could look into the provider's own network by it. On a machine of one's own any address may.
 */
@ApplicationScoped
class PublicAddress {
    /** First bytes of IPv4 networks that are not on the internet, with how many bits of them count (RFC 6890). */
    private record Network(int first, int bits) {
        boolean holds(int address) {
            return bits == 0 || (address ^ first) >>> (Integer.SIZE - bits) == 0;
        }
    }

    private static final List<Network> NOT_PUBLIC = List.of(
            network(0, 0, 0, 8),
            network(10, 0, 0, 8),
            network(100, 64, 0, 10),
            network(127, 0, 0, 8),
            network(169, 254, 0, 16),
            network(172, 16, 0, 12),
            network(192, 0, 0, 24),
            network(192, 0, 2, 24),
            network(192, 88, 99, 24),
            network(192, 168, 0, 16),
            network(198, 18, 0, 15),
            network(198, 51, 100, 24),
            network(203, 0, 113, 24),
            network(224, 0, 0, 3));

    private final boolean local;

    PublicAddress(@ConfigProperty(name = "vigil.local", defaultValue = "false") boolean local) {
        this.local = local;
    }

    private static Network network(int a, int b, int c, int bits) {
        return new Network(a << 24 | b << 16 | c << 8, bits);
    }

    /** @throws Problem 400 that names the field */
    URI demand(String field, String text) {
        URI address = parsed(field, text);
        if (local) return address;
        if (!"https".equals(address.getScheme())) throw Problem.badRequest(field + ": must be https");
        try {
            for (InetAddress resolved : InetAddress.getAllByName(address.getHost()))
                if (!isPublic(resolved))
                    throw Problem.badRequest(field + ": %s is no address on the internet".formatted(address.getHost()));
        } catch (UnknownHostException unknown) {
            throw Problem.badRequest(field + ": nobody knows %s".formatted(address.getHost()));
        }
        return address;
    }

    private static URI parsed(String field, String text) {
        try {
            URI address = new URI(text);
            boolean http = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (http
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null) return address;
        } catch (URISyntaxException none) {
            // said below, as for every address that is none
        }
        throw Problem.badRequest(field + ": is no web address");
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) return isPublic(bytes, 0);
        // global unicast is 2000::/3; of it, what wraps an IPv4 address counts as that one
        if ((bytes[0] & 0xe0) != 0x20) return false;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredoOrDocumentation = bytes[0] == 0x20
                && bytes[1] == 0x01
                && ((bytes[2] == 0 && bytes[3] == 0) || (bytes[2] == 0x0d && bytes[3] == (byte) 0xb8));
        return !teredoOrDocumentation && (!sixToFour || isPublic(bytes, 2));
    }

    private static boolean isPublic(byte[] bytes, int from) {
        int address = (bytes[from] & 0xff) << 24
                | (bytes[from + 1] & 0xff) << 16
                | (bytes[from + 2] & 0xff) << 8
                | bytes[from + 3] & 0xff;
        return NOT_PUBLIC.stream().noneMatch(network -> network.holds(address));
    }
}
