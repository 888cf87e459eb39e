package io.vigil.tenancy;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;

/** A block of IPv4 or IPv6 addresses from which somebody may come. */
public record AddressRange(IPAddress block) {
    /** The library also reads {@code *}, ranges with dashes, and addresses with parts left out. */
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowAll(false)
            .allowEmpty(false)
            .allowMask(false)
            .allow_inet_aton(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            // some read 010 as ten, some as eight
            .getIPv4AddressParametersBuilder()
            .allowLeadingZeros(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .getParentBuilder()
            .toParams();

    /** @throws IllegalArgumentException unless it is an address or a block such as {@code 10.0.0.0/8} or {@code 2001:db8::/32} */
    public static AddressRange of(String text) {
        IPAddress address = parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("'%s' is no address and no block of addresses".formatted(text)));
        if (mapped(address))
            throw new IllegalArgumentException("'%s' is an IPv4 address in IPv6; write it as IPv4".formatted(text));
        IPAddress block = address.toPrefixBlock();
        if (address.isPrefixed() && !address.isPrefixBlock())
            throw new IllegalArgumentException(
                    "'%s' has bits behind its prefix; write %s".formatted(text, block.toCanonicalString()));
        return new AddressRange(block);
    }

    /** Whether the address is one of them; what is no address is in no range. */
    public boolean holds(String address) {
        return address(address)
                .filter(one -> one.isIPv4() == block.isIPv4() && block.contains(one))
                .isPresent();
    }

    /** One way to write each address; empty for what is none. A server on IPv6 sees an IPv4 client as {@code ::ffff:1.2.3.4}. */
    public static Optional<String> canonical(String address) {
        return address(address).map(IPAddress::toCanonicalString);
    }

    private static Optional<IPAddress> address(String text) {
        int zone = text.indexOf('%');
        return parse(zone < 0 ? text : text.substring(0, zone))
                .filter(one -> !one.isPrefixed() && !one.isMultiple())
                .map(one -> mapped(one) ? one.toIPv6().getEmbeddedIPv4Address() : one);
    }

    private static boolean mapped(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped();
    }

    private static Optional<IPAddress> parse(String text) {
        try {
            return Optional.ofNullable(new IPAddressString(text, STRICT).toAddress());
        } catch (AddressStringException none) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return block.toCanonicalString();
    }
}
