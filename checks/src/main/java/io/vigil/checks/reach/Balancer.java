package io.vigil.checks.reach;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A load balancer that faces the internet.
 *
 * @param kind {@code application}, {@code network} or {@code classic}
 * @param groups ids of its security groups; none lets everything through
 * @param onward the balancer behind it that speaks to the targets, such as an internal one behind a network load balancer;
 *     that it lets the first one in is taken for granted
 */
public record Balancer(
        String kind,
        String name,
        String dnsName,
        String vpc,
        List<String> subnets,
        List<String> groups,
        Set<IpVersion> versions,
        List<Entrance> entrances,
        Optional<Onward> onward) {

    /** Where packets leave for the targets. */
    public record Onward(List<String> subnets, List<String> groups) {}

    /**
     * A listener.
     *
     * @param protocols {@code tcp}, {@code udp} or both
     */
    public record Entrance(int port, Set<String> protocols, List<Target> targets) {}

    /**
     * @param id an instance's, or an address inside the VPC
     * @param keepsClient whether packets arrive with the client's address as their source, not with the balancer's
     * @param idle whether the balancer sends it nothing: it drains, or stands where the balancer does not
     */
    public record Target(String id, int port, IpVersion version, boolean keepsClient, boolean idle) {}
}
