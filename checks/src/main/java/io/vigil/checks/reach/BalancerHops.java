package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.checks.reach.ReachThroughBalancers.Way;
import io.vigil.checks.reach.SecurityGroupRules.Members;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What stands on the way into a load balancer, and from it to a target. */
final class BalancerHops {
    private final Network.Filters filters;

    BalancerHops(Network.Filters filters) {
        this.filters = filters;
    }

    /** With the client's addresses that arrive. */
    Walk.End<AddressSet> walk(Way way) {
        Walk<AddressSet> walk = Walk.ofSources(way.version().internet());
        into(way, walk);
        onward(way, walk);
        return walk.end();
    }

    private void into(Way way, Walk<AddressSet> walk) {
        IpVersion version = way.version();
        Read<Place> entry = filters.subnet(way.subnet())
                .map(subnet -> new Place(way.balancer().vpc(), way.subnet(), blocks(subnet)));
        walk.through(
                Hop.BALANCER_BLOCK_PUBLIC_ACCESS,
                filters.block
                        .flatMap(block -> entry.flatMap(block::letsIn))
                        .map(lets -> lets ? AddressSet.all(version) : AddressSet.none(version)),
                () -> "VPC block public access stops what comes to the balancer");
        walk.through(
                Hop.BALANCER_ROUTE,
                filters.routes.flatMap(routes -> entry.flatMap(place -> routes.byInternetGateway(place, version))),
                () -> "subnet %s of the balancer has no route to an internet gateway".formatted(way.subnet()));
        if (!way.balancer().groups().isEmpty())
            walk.through(
                    Hop.BALANCER_SECURITY_GROUP,
                    filters.groups
                            .flatMap(groups -> groups.admitted(
                                    SecurityGroupRules.Way.IN,
                                    way.balancer().groups(),
                                    way.protocol(),
                                    Members.none(version)))
                            .map(admitted -> admitted.at(way.port(), version)),
                    () -> "no rule of the balancer's groups lets it in");
        walk.through(
                Hop.BALANCER_NETWORK_ACL,
                filters.acl(way.subnet())
                        .map(NetworkAclRules::new)
                        .map(acl -> acl.in(way.protocol(), version)
                                .at(way.port(), version)
                                .and(acl.answersOut(way.protocol(), version))),
                () -> "the network ACL of the balancer's subnet %s stops it".formatted(way.subnet()));
        walk.through(
                Hop.INSPECTION,
                entry.flatMap(place -> filters.uninspected(place, version)).map(free -> AddressSet.all(version)),
                () -> "");
    }

    private void onward(Way way, Walk<AddressSet> walk) {
        IpVersion version = way.target().version();
        AddressSet target = way.face().place().inside(version);
        walk.through(
                Hop.TARGET_STATE,
                Read.known(way.target().idle() ? none(way) : all(way)),
                () -> "the balancer sends nothing to it now");
        if (!way.exitGroups().isEmpty())
            walk.through(
                    Hop.BALANCER_EGRESS,
                    filters.groups
                            .flatMap(groups -> groups.admitted(
                                    SecurityGroupRules.Way.OUT,
                                    way.exitGroups(),
                                    way.protocol(),
                                    new Members(new HashSet<>(way.face().groups()), target)))
                            .map(admitted -> passing(
                                    way,
                                    admitted.at(way.target().port(), version).and(target))),
                    () -> "no rule of the balancer's groups lets it out to the target");
        Read<AddressSet> senders = senders(way, walk);
        walk.through(
                Hop.TARGET_SECURITY_GROUP,
                senders.flatMap(from -> filters.groups
                        .flatMap(groups -> groups.admitted(
                                SecurityGroupRules.Way.IN,
                                way.face().groups(),
                                way.protocol(),
                                new Members(new HashSet<>(way.exitGroups()), from)))
                        .map(admitted -> kept(
                                way, admitted.at(way.target().port(), version).and(from)))),
                () -> "no rule of %s lets it in from the balancer"
                        .formatted(String.join(", ", way.face().groups())));
        if (way.exit().equals(way.face().place().subnet())) return;
        walk.through(
                Hop.BALANCER_NETWORK_ACL,
                filters.acl(way.exit())
                        .map(NetworkAclRules::new)
                        .map(acl -> passing(
                                way,
                                acl.out(way.protocol(), version)
                                        .at(way.target().port(), version)
                                        .and(acl.answersIn(way.protocol(), version))
                                        .and(target))),
                () -> "the network ACL of the balancer's subnet %s stops it".formatted(way.exit()));
        walk.through(
                Hop.TARGET_NETWORK_ACL,
                senders.flatMap(from -> filters.acl(way.face().place().subnet())
                        .map(NetworkAclRules::new)
                        .map(acl -> kept(
                                way,
                                acl.in(way.protocol(), version)
                                        .at(way.target().port(), version)
                                        .and(acl.answersOut(way.protocol(), version))
                                        .and(from)))),
                () -> "the network ACL of the target's subnet stops it");
    }

    /** Whose addresses the target sees: the clients', or those of the balancer's subnet. */
    private Read<AddressSet> senders(Way way, Walk<AddressSet> walk) {
        if (way.keepsClient()) return Read.known(walk.left());
        return filters.subnet(way.exit())
                .map(subnet -> AddressSet.of(way.target().version(), blocks(subnet)));
    }

    private static List<String> blocks(Subnet subnet) {
        return Stream.concat(
                        Stream.ofNullable(subnet.cidrBlock()),
                        subnet.ipv6CidrBlockAssociationSet().stream().map(each -> each.ipv6CidrBlock()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The clients that remain when the target lets these senders in. */
    private static AddressSet kept(Way way, AddressSet admitted) {
        return way.keepsClient() ? admitted : passing(way, admitted);
    }

    /** All clients, if any of the addresses on the way gets through. */
    private static AddressSet passing(Way way, AddressSet some) {
        return some.isEmpty() ? none(way) : all(way);
    }

    private static AddressSet all(Way way) {
        return AddressSet.all(way.version());
    }

    private static AddressSet none(Way way) {
        return AddressSet.none(way.version());
    }
}
