package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.checks.reach.SecurityGroupRules.Members;
import io.vigil.checks.reach.SecurityGroupRules.Way;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;

/**
 * Finds the ways from the internet to an instance's own public addresses. A way must lead there and the answers back, as
 * for a client that the internet knows: routes that differ, black holes and network ACLs without a rule for answers end it.
 * Not followed: AWS Global Accelerator, CloudFront VPC origins, VPN and peered networks.
 */
public final class ReachDirectly {
    static final String DIRECT = "direct";
    private static final int TOLD_SOURCES = 16;

    private record Question(String vpc, String subnet, List<String> groups, IpVersion version) {}

    private final Network.Filters filters;
    private final Map<Question, Walk.End<Flows>> answers = new ConcurrentHashMap<>();

    public ReachDirectly(Network network) {
        this.filters = new Network.Filters(network);
    }

    /** Missing when what nobody could read might close or open a way. */
    public Read<Reach> of(Instance instance) {
        try {
            return reach(instance);
        } catch (IllegalArgumentException malformed) {
            return Read.missing(new Unread(UnreadReason.MALFORMED, null, null, String.valueOf(malformed.getMessage())));
        }
    }

    private Read<Reach> reach(Instance instance) {
        List<OpenPath> open = new ArrayList<>();
        List<ClosedPath> closed = new ArrayList<>();
        for (Interface face : Interface.of(instance))
            for (Map.Entry<IpVersion, List<String>> version :
                    face.publicAddresses().entrySet()) {
                Question question =
                        new Question(face.place().vpc(), face.place().subnet(), face.groups(), version.getKey());
                switch (answers.computeIfAbsent(question, q -> walk(face, q.version))) {
                    case Walk.End.Unknown<Flows>(Unread why) -> {
                        return Read.missing(why);
                    }
                    case Walk.End.Closed<Flows>(Hop hop, String text) ->
                        closed.add(new ClosedPath(
                                DIRECT,
                                face.id(),
                                hop.toString(),
                                "%s: %s".formatted(String.join(", ", version.getValue()), text)));
                    case Walk.End.Arrived<Flows>(Flows flows) -> open.addAll(paths(face, version.getValue(), flows));
                }
            }
        if (open.isEmpty() && closed.isEmpty())
            closed.add(new ClosedPath(
                    DIRECT, String.valueOf(instance.instanceId()), Hop.ADDRESS.toString(), "it has no public address"));
        return Read.known(new Reach(List.copyOf(open), List.copyOf(closed)));
    }

    private Walk.End<Flows> walk(Interface face, IpVersion version) {
        Place place = face.place();
        Set<Protocol> protocols = filters.groups instanceof Read.Known<SecurityGroupRules>(SecurityGroupRules known)
                ? known.protocols(face.groups(), version)
                : SecurityGroupRules.usual(version);
        AddressSet internet = version.internet();
        Walk<Flows> walk = new Walk<>(
                known(Flows.of(protocols, p -> Read.known(Admitted.all(p, internet)))), Flows::and, Flows::isEmpty);
        walk.through(
                Hop.BLOCK_PUBLIC_ACCESS,
                filters.block
                        .flatMap(block -> block.letsIn(place))
                        .flatMap(lets -> Flows.of(
                                protocols, p -> Read.known(lets ? Admitted.all(p, internet) : Admitted.NOTHING))),
                () -> "VPC block public access stops what comes by the internet gateway");
        walk.through(
                Hop.ROUTE,
                filters.routes
                        .flatMap(routes -> routes.byInternetGateway(place, version))
                        .flatMap(sources -> Flows.of(protocols, p -> Read.known(Admitted.all(p, sources)))),
                () -> told(filters.routes.map(routes -> routes.told(place, version))));
        // what the groups open says what is meant; then the ACL is named where it is what closes that
        walk.through(
                Hop.SECURITY_GROUP,
                filters.groups.flatMap(groups ->
                        Flows.of(protocols, p -> groups.admitted(Way.IN, face.groups(), p, Members.none(version)))),
                () -> "no rule of %s lets anything of it in".formatted(String.join(", ", face.groups())));
        Read<NetworkAcl> acl = filters.acl(place.subnet());
        walk.through(
                Hop.NETWORK_ACL,
                acl.map(NetworkAclRules::new)
                        .flatMap(rules -> Flows.of(
                                protocols,
                                p -> Read.known(
                                        rules.in(p, version).and(Admitted.all(p, rules.answersOut(p, version)))))),
                () -> "network ACL %s lets nothing of it in and the answers out"
                        .formatted(told(acl.map(NetworkAcl::networkAclId))));
        walk.through(
                Hop.INSPECTION,
                filters.uninspected(place, version)
                        .flatMap(free -> Flows.of(protocols, p -> Read.known(Admitted.all(p, internet)))),
                () -> "");
        return walk.end();
    }

    private static List<OpenPath> paths(Interface face, List<String> addresses, Flows flows) {
        List<OpenPath> paths = new ArrayList<>();
        flows.byProtocol().forEach((protocol, admitted) -> {
            for (Admitted.Span span : admitted.spans()) {
                List<String> sources = span.sources().texts(TOLD_SOURCES);
                paths.add(new OpenPath(
                        DIRECT,
                        face.id(),
                        addresses,
                        protocol.toString(),
                        span.from(),
                        span.to(),
                        span.from(),
                        sources,
                        span.sources().version().anyone(span.sources()),
                        "%s %s from %s"
                                .formatted(
                                        String.join(", ", addresses),
                                        ports(protocol, span),
                                        String.join(", ", sources))));
            }
        });
        return paths;
    }

    private static String ports(Protocol protocol, Admitted.Span span) {
        if (protocol.equals(Protocol.OTHER)) return "every other protocol";
        if (!protocol.hasPorts() && !protocol.isIcmp()) return "protocol " + protocol;
        if (span.from() == 0 && span.to() == protocol.last()) return "all " + protocol;
        return span.from() == span.to()
                ? "%s %d".formatted(protocol, span.from())
                : "%s %d-%d".formatted(protocol, span.from(), span.to());
    }

    private static Flows known(Read<Flows> read) {
        if (read instanceof Read.Known<Flows>(Flows flows)) return flows;
        throw new IllegalStateException("nothing was read for it: " + read);
    }

    private static String told(Read<String> text) {
        return text instanceof Read.Known<String>(String known) ? known : "it";
    }
}
