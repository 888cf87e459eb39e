package io.vigil.checks.reach;

import java.util.Map;

/**
 * An IP protocol by its number.
 *
 * @param number {@code -1} for whatever no rule names
 */
record Protocol(int number) {
    static final Protocol TCP = new Protocol(6);
    static final Protocol UDP = new Protocol(17);
    static final Protocol ICMP = new Protocol(1);
    static final Protocol ICMPV6 = new Protocol(58);
    static final Protocol OTHER = new Protocol(-1);

    private static final Map<String, Integer> NAMES = Map.of("tcp", 6, "udp", 17, "icmp", 1, "icmpv6", 58);

    /** @throws IllegalArgumentException if AWS would not write it so */
    static Protocol of(String text) {
        Integer named = NAMES.get(text);
        if (named != null) return new Protocol(named);
        try {
            return new Protocol(Integer.parseInt(text));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("'%s' is no protocol".formatted(text), noNumber);
        }
    }

    static Protocol icmp(IpVersion version) {
        return version == IpVersion.V4 ? ICMP : ICMPV6;
    }

    boolean hasPorts() {
        return equals(TCP) || equals(UDP);
    }

    boolean isIcmp() {
        return equals(ICMP) || equals(ICMPV6);
    }

    /** The last port, or the last type of ICMP. */
    int last() {
        return hasPorts() ? 65_535 : isIcmp() ? 255 : 0;
    }

    /** Whether a rule about this one speaks of the other. */
    boolean covers(Protocol asked) {
        return number == -1 || equals(asked);
    }

    @Override
    public String toString() {
        return switch (number) {
            case 6 -> "tcp";
            case 17 -> "udp";
            case 1 -> "icmp";
            case 58 -> "icmpv6";
            case -1 -> "other";
            default -> String.valueOf(number);
        };
    }
}
