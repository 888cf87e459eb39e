package io.vigil.tenancy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Addresses on the internet: whatever else there is could be a machine of the provider's own network (RFC 6890). */
public final class PublicAddresses {
    private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3");

    /** The last four carry IPv4 addresses of anybody's choice, are for protocols, or for documentation. */
    private static final List<AddressRange> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20")
            .map(AddressRange::of)
            .toList();

    private PublicAddresses() {}

    public static boolean hold(InetAddress address) {
        String text = address.getHostAddress();
        boolean known = address instanceof Inet4Address || GLOBAL_UNICAST.holds(text);
        return known && NOT_PUBLIC.stream().noneMatch(range -> range.holds(text));
    }
}
