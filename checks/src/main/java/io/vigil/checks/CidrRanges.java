package io.vigil.checks;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Sets of address ranges. */
public final class CidrRanges {
    private static final BigInteger HALF_OF_IPV4 = BigInteger.ONE.shiftLeft(31);

    /** Of 2000::/3, from which all public IPv6 addresses come. */
    private static final BigInteger HALF_OF_PUBLIC_IPV6 = BigInteger.ONE.shiftLeft(124);

    private static final IPAddress PUBLIC_IPV6 = new IPAddressString("2000::/3").getAddress();

    /** The library also reads {@code *}, ranges with dashes, and addresses with parts left out. */
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowAll(false)
            .allowEmpty(false)
            .allow_inet_aton(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .toParams();

    /** Rules of an account name the same few networks again and again. */
    private static final Remembered<IPAddress> KNOWN = new Remembered<>(CidrRanges::read, /* most */ 2_000);

    private CidrRanges() {}

    /**
     * Whether the ranges together hold at least half of all IPv4 addresses, or of all public IPv6 ones: {@code 0.0.0.0/0},
     * {@code ::/0}, and the ways to write them in parts.
     *
     * @param ranges CIDR blocks or single addresses; an empty text counts as none
     * @throws IllegalArgumentException if one is no range
     */
    public static boolean coverInternet(List<String> ranges) {
        List<IPAddress> four = new ArrayList<>();
        List<IPAddress> six = new ArrayList<>();
        for (String range : ranges) {
            if (range.isEmpty()) continue;
            IPAddress address = parse(range);
            if (address.isIPv4()) four.add(address);
            else {
                IPAddress publicPart = PUBLIC_IPV6.intersect(address);
                if (publicPart != null) six.add(publicPart);
            }
        }
        return size(four).compareTo(HALF_OF_IPV4) >= 0 || size(six).compareTo(HALF_OF_PUBLIC_IPV6) >= 0;
    }

    /**
     * Whether the ranges together hold all of another one.
     *
     * @throws IllegalArgumentException if one is no range
     */
    public static boolean hold(List<String> ranges, String range) {
        IPAddress wanted = parse(range);
        List<IPAddress> parts = new ArrayList<>();
        for (String each : ranges) {
            if (each.isEmpty()) continue;
            IPAddress other = parse(each);
            IPAddress part = other.isIPv4() == wanted.isIPv4() ? wanted.intersect(other) : null;
            if (part != null) parts.add(part);
        }
        return size(parts).equals(wanted.getCount());
    }

    /**
     * @param range a CIDR block or a single address; bits beyond the prefix are dropped
     * @throws IllegalArgumentException if it is none
     */
    public static IPAddress parse(String range) {
        return KNOWN.of(range);
    }

    private static IPAddress read(String range) {
        try {
            IPAddress address = new IPAddressString(range, STRICT).toAddress();
            if (address == null) throw new IllegalArgumentException("'%s' is no range of addresses".formatted(range));
            return address.toPrefixBlock();
        } catch (AddressStringException wrong) {
            throw new IllegalArgumentException("'%s' is no range of addresses".formatted(range), wrong);
        }
    }

    /** Overlaps counted once. */
    private static BigInteger size(List<IPAddress> ranges) {
        if (ranges.isEmpty()) return BigInteger.ZERO;
        if (ranges.size() == 1) return ranges.getFirst().getCount();
        IPAddress[] merged = ranges.getFirst().mergeToPrefixBlocks(ranges.toArray(IPAddress[]::new));
        BigInteger size = BigInteger.ZERO;
        for (IPAddress each : merged) size = size.add(each.getCount());
        return size;
    }
}
