package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.checks.reach.Balancer.Entrance;
import io.vigil.checks.reach.Balancer.Target;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Finds the ways from the internet to an instance that lead through load balancers: into the balancer, and from there to
 * the instance's port.
 */
public final class ReachThroughBalancers {
    private static final int TOLD_SOURCES = 16;

    private final Read<List<Balancer>> balancers;
    private final BalancerHops hops;

    public ReachThroughBalancers(Network network, Read<List<Balancer>> balancers) {
        this.balancers = balancers;
        this.hops = new BalancerHops(new Network.Filters(network));
    }

    /** Missing when what nobody could read might close or open a way. */
    public Read<Reach> of(Instance instance) {
        return balancers.flatMap(all -> {
            try {
                return reach(Interface.of(instance), instance.instanceId(), all);
            } catch (IllegalArgumentException malformed) {
                return Read.missing(
                        new Unread(UnreadReason.MALFORMED, null, null, String.valueOf(malformed.getMessage())));
            }
        });
    }

    private Read<Reach> reach(List<Interface> faces, String instance, List<Balancer> all) {
        Found found = new Found();
        for (Balancer balancer : all)
            for (Entrance entrance : balancer.entrances())
                for (Target target : entrance.targets()) {
                    Optional<Interface> face = at(target, instance, faces);
                    if (face.isEmpty()) continue;
                    for (String protocol : entrance.protocols())
                        for (IpVersion version : balancer.versions())
                            enter(balancer, entrance, target, face.get(), Protocol.of(protocol), version, found);
                }
        if (found.unknown != null) return Read.missing(found.unknown);
        return Read.known(new Reach(List.copyOf(found.open), List.copyOf(found.closed)));
    }

    private static final class Found {
        final List<OpenPath> open = new ArrayList<>();
        final List<ClosedPath> closed = new ArrayList<>();

        @Nullable
        Unread unknown;
    }

    /** A balancer stands in several subnets; one that lets packets through is enough. */
    private void enter(
            Balancer balancer,
            Entrance entrance,
            Target target,
            Interface face,
            Protocol protocol,
            IpVersion version,
            Found found) {
        AddressSet sources = AddressSet.none(version);
        ClosedPath firstClosed = null;
        Unread unknown = null;
        for (Way way : ways(balancer, entrance, target, face, protocol, version))
            switch (hops.walk(way)) {
                case Walk.End.Arrived<AddressSet>(AddressSet left) -> sources = sources.or(left);
                case Walk.End.Unknown<AddressSet>(Unread why) -> unknown = why;
                case Walk.End.Closed<AddressSet>(Hop hop, String text) -> {
                    if (firstClosed == null)
                        firstClosed = new ClosedPath(
                                balancer.kind(), balancer.name(), hop.toString(), "%s: %s".formatted(told(way), text));
                }
            }
        if (!sources.isEmpty()) found.open.add(path(balancer, entrance, target, protocol, sources));
        else if (unknown != null) found.unknown = unknown;
        else if (firstClosed != null) found.closed.add(firstClosed);
    }

    private static List<Way> ways(
            Balancer balancer, Entrance entrance, Target target, Interface face, Protocol protocol, IpVersion version) {
        List<Way> ways = new ArrayList<>();
        for (String subnet : balancer.subnets())
            for (String exit : balancer.onward().map(Balancer.Onward::subnets).orElse(List.of(subnet)))
                ways.add(new Way(balancer, subnet, exit, entrance.port(), target, face, protocol, version));
        return ways;
    }

    /** One question: through one subnet of a balancer, and out of the same or the next balancer's, to one target. */
    record Way(
            Balancer balancer,
            String subnet,
            String exit,
            int port,
            Target target,
            Interface face,
            Protocol protocol,
            IpVersion version) {

        /** Between the address families the balancer has to answer for the client. */
        boolean keepsClient() {
            return target.keepsClient() && target.version() == version;
        }

        List<String> exitGroups() {
            return balancer.onward().map(Balancer.Onward::groups).orElse(balancer.groups());
        }
    }

    private static Optional<Interface> at(Target target, String instance, List<Interface> faces) {
        if (target.id().equals(instance))
            return faces.stream()
                    .filter(Interface::primary)
                    .findFirst()
                    .or(() -> faces.stream().findFirst());
        return faces.stream()
                .filter(face -> face.place().addresses().contains(target.id()))
                .findFirst();
    }

    private static OpenPath path(
            Balancer balancer, Entrance entrance, Target target, Protocol protocol, AddressSet sources) {
        List<String> told = sources.texts(TOLD_SOURCES);
        return new OpenPath(
                balancer.kind(),
                balancer.name(),
                List.of(balancer.dnsName()),
                protocol.toString(),
                target.port(),
                target.port(),
                entrance.port(),
                told,
                sources.version().anyone(sources),
                "%s %d to %d through %s load balancer %s from %s"
                        .formatted(
                                protocol,
                                entrance.port(),
                                target.port(),
                                balancer.kind(),
                                balancer.name(),
                                String.join(", ", told)));
    }

    private static String told(Way way) {
        return "%s %d of %s to %d"
                .formatted(
                        way.protocol(),
                        way.port(),
                        way.balancer().name(),
                        way.target().port());
    }
}
