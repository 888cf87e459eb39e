package io.vigil.checks.reach;

import java.util.List;

/**
 * A way from the internet to an instance.
 *
 * @param via {@code direct}, or the kind of the balancer: {@code application}, {@code network}, {@code classic}
 * @param through the network interface, or the balancer's name
 * @param addresses at which one enters: public addresses, or the balancer's DNS name
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, {@code other} for all that have no rule
 * @param fromPort of the instance; the type, for ICMP
 * @param entryPort the balancer's listener, else {@code fromPort}
 * @param sources as CIDR blocks; {@code 0.0.0.0/0} or {@code ::/0} for everyone
 * @param anyone whether so many public addresses are sources that strangers are among them
 * @param text for people
 */
public record OpenPath(
        String via,
        String through,
        List<String> addresses,
        String protocol,
        int fromPort,
        int toPort,
        int entryPort,
        List<String> sources,
        boolean anyone,
        String text) {}
