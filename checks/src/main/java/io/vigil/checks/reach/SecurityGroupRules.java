package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** What security groups let through: the union of their rules, and the answers to what was let in. */
final class SecurityGroupRules {
    private static final String OPERATION = "ec2:DescribeSecurityGroups";

    private final Map<String, SecurityGroup> groups;
    private final PrefixLists prefixLists;

    SecurityGroupRules(Collection<SecurityGroup> groups, PrefixLists prefixLists) {
        this.groups =
                groups.stream().collect(Collectors.toMap(SecurityGroup::groupId, Function.identity(), (a, b) -> b));
        this.prefixLists = prefixLists;
    }

    enum Way {
        IN(SecurityGroup::ipPermissions),
        OUT(SecurityGroup::ipPermissionsEgress);

        private final Function<SecurityGroup, List<IpPermission>> rules;

        Way(Function<SecurityGroup, List<IpPermission>> rules) {
            this.rules = rules;
        }
    }

    /** Whom a rule means that names a group: at these addresses are the members of those groups. */
    record Members(Set<String> groups, AddressSet addresses) {
        static Members none(IpVersion version) {
            return new Members(Set.of(), AddressSet.none(version));
        }
    }

    /** @param ids of the groups that an interface has */
    Read<Admitted> admitted(Way way, Collection<String> ids, Protocol protocol, Members members) {
        Admitted admitted = Admitted.NOTHING;
        for (String id : ids) {
            SecurityGroup group = groups.get(id);
            if (group == null)
                return Read.missing(new Unread(
                        UnreadReason.NOT_SUPPORTED,
                        OPERATION,
                        null,
                        "security group %s is not shown; it may be another account's".formatted(id)));
            for (IpPermission rule : way.rules.apply(group)) {
                if (!Protocol.of(String.valueOf(rule.ipProtocol())).covers(protocol)) continue;
                switch (addresses(rule, members)) {
                    case Read.Missing<AddressSet>(Unread why) -> {
                        return Read.missing(why);
                    }
                    case Read.Known<AddressSet>(AddressSet known) ->
                        admitted = admitted.or(Admitted.of(from(rule, protocol), to(rule, protocol), known));
                }
            }
        }
        return Read.known(admitted);
    }

    /** Protocols worth asking for: the usual ones, those that a rule of the groups names by number, and all others. */
    Set<Protocol> protocols(Collection<String> ids, IpVersion version) {
        Set<Protocol> protocols = usual(version);
        ids.stream()
                .map(groups::get)
                .filter(group -> group != null)
                .flatMap(group -> group.ipPermissions().stream())
                .map(rule -> Protocol.of(String.valueOf(rule.ipProtocol())))
                .forEach(protocols::add);
        protocols.remove(Protocol.OTHER);
        protocols.add(Protocol.OTHER);
        return protocols;
    }

    private Read<AddressSet> addresses(IpPermission rule, Members members) {
        IpVersion version = members.addresses.version();
        List<String> blocks = new ArrayList<>(
                version == IpVersion.V4
                        ? rule.ipRanges().stream()
                                .map(IpRange::cidrIp)
                                .map(String::valueOf)
                                .toList()
                        : rule.ipv6Ranges().stream()
                                .map(Ipv6Range::cidrIpv6)
                                .map(String::valueOf)
                                .toList());
        for (PrefixListId list : rule.prefixListIds()) {
            switch (prefixLists.of(list.prefixListId())) {
                case Read.Missing<List<String>>(Unread why) -> {
                    return Read.missing(why);
                }
                case Read.Known<List<String>>(List<String> known) -> blocks.addAll(known);
            }
        }
        AddressSet addresses = AddressSet.of(version, blocks);
        boolean names = rule.userIdGroupPairs().stream().anyMatch(pair -> members.groups.contains(pair.groupId()));
        return Read.known(names ? addresses.or(members.addresses) : addresses);
    }

    private static int from(IpPermission rule, Protocol protocol) {
        return all(rule, protocol) ? 0 : Math.max(0, number(rule.fromPort(), 0));
    }

    /** For ICMP the first number is the type, the second the code. */
    private static int to(IpPermission rule, Protocol protocol) {
        if (all(rule, protocol)) return protocol.last();
        return protocol.isIcmp()
                ? number(rule.fromPort(), 0)
                : Math.min(protocol.last(), number(rule.toPort(), protocol.last()));
    }

    private static boolean all(IpPermission rule, Protocol protocol) {
        if (rule.ipProtocol().equals("-1") || !(protocol.hasPorts() || protocol.isIcmp())) return true;
        return number(rule.fromPort(), -1) == -1;
    }

    private static int number(@Nullable Integer told, int otherwise) {
        return told == null ? otherwise : told;
    }

    /** In the order in which people read them. */
    static Set<Protocol> usual(IpVersion version) {
        return new LinkedHashSet<>(List.of(Protocol.TCP, Protocol.UDP, Protocol.icmp(version), Protocol.OTHER));
    }
}
