package io.vigil.checks.reach;

import java.math.BigInteger;
import java.util.List;

/** The two address families, and what the internet is in each. */
public enum IpVersion {
    V4(
            /* bits */ 32,
            "0.0.0.0/0",
            /* wide */ 24,
            List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "224.0.0.0/3")),
    V6(/* bits */ 128, "::/0", /* wide */ 112, List.of("::/3", "4000::/2", "8000::/1"));

    final int bits;

    /** How everyone is written. */
    final String everyone;

    /** No office, partner or provider has so many addresses: whoever lets them in lets strangers in. */
    private final BigInteger wide;

    private final List<String> notInternet;

    IpVersion(int bits, String everyone, int wideBits, List<String> notInternet) {
        this.bits = bits;
        this.everyone = everyone;
        this.wide = BigInteger.ONE.shiftLeft(wideBits);
        this.notInternet = notInternet;
    }

    private static final AddressSet INTERNET_V4 = V4.withoutPrivate();
    private static final AddressSet INTERNET_V6 = V6.withoutPrivate();

    /** Every address that packets can come from over an internet gateway. */
    AddressSet internet() {
        return this == V4 ? INTERNET_V4 : INTERNET_V6;
    }

    /**
     * As {@link #anyone(AddressSet)}, of blocks of both versions.
     *
     * @throws IllegalArgumentException if one is no range
     */
    public static boolean anyone(List<String> blocks) {
        for (IpVersion version : values()) if (version.anyone(AddressSet.of(version, blocks))) return true;
        return false;
    }

    /** Whether so many public addresses are among them (2^24 of IPv4, 2^112 of IPv6) that strangers are. */
    boolean anyone(AddressSet sources) {
        return sources.and(internet()).size().compareTo(wide) >= 0;
    }

    private AddressSet withoutPrivate() {
        return AddressSet.all(this).minus(AddressSet.of(this, notInternet));
    }
}
