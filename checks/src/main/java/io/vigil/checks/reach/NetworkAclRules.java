package io.vigil.checks.reach;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/**
 * What a network ACL lets through: its rules in the order of their numbers, the first that fits decides, and none that
 * fits denies. It does not remember what it let in: an answer needs a rule of its own.
 */
final class NetworkAclRules {
    /** Where clients await answers; AWS's own advice for network ACLs. A client that binds a lower port is not thought of. */
    private static final int FIRST_EPHEMERAL = 1024;

    private final List<NetworkAclEntry> entries;

    NetworkAclRules(NetworkAcl acl) {
        this.entries = acl.entries().stream()
                .sorted(Comparator.comparing(
                        NetworkAclEntry::ruleNumber, Comparator.nullsLast(Comparator.<Integer>naturalOrder())))
                .toList();
    }

    /** From which addresses packets get in. */
    Admitted in(Protocol protocol, IpVersion version) {
        return admitted(/* egress */ false, protocol, version);
    }

    /** To which addresses packets get out. */
    Admitted out(Protocol protocol, IpVersion version) {
        return admitted(/* egress */ true, protocol, version);
    }

    /** To which addresses an answer gets out: to at least one port that a client may have. */
    AddressSet answersOut(Protocol protocol, IpVersion version) {
        return answers(/* egress */ true, protocol, version);
    }

    /** From which addresses an answer gets in. */
    AddressSet answersIn(Protocol protocol, IpVersion version) {
        return answers(/* egress */ false, protocol, version);
    }

    private AddressSet answers(boolean egress, Protocol protocol, IpVersion version) {
        AddressSet answered = AddressSet.none(version);
        for (Admitted.Span span : admitted(egress, protocol, version).spans())
            if (!protocol.hasPorts() || span.to() >= FIRST_EPHEMERAL) answered = answered.or(span.sources());
        return answered;
    }

    private Admitted admitted(boolean egress, Protocol protocol, IpVersion version) {
        List<NetworkAclEntry> rules = entries.stream()
                .filter(entry -> Boolean.TRUE.equals(entry.egress()) == egress)
                .filter(entry -> block(entry, version) != null)
                .filter(entry -> Protocol.of(String.valueOf(entry.protocol())).covers(protocol))
                .toList();
        TreeSet<Integer> borders = new TreeSet<>();
        for (NetworkAclEntry rule : rules) {
            borders.add(from(rule, protocol));
            borders.add(to(rule, protocol) + 1);
        }
        return Admitted.byBorders(protocol, borders, port -> at(port, rules, protocol, version));
    }

    private static AddressSet at(int port, List<NetworkAclEntry> rules, Protocol protocol, IpVersion version) {
        AddressSet allowed = AddressSet.none(version);
        AddressSet undecided = AddressSet.all(version);
        for (NetworkAclEntry rule : rules) {
            if (port < from(rule, protocol) || to(rule, protocol) < port) continue;
            AddressSet block = AddressSet.of(
                    version, Stream.ofNullable(block(rule, version)).toList());
            boolean allows = rule.ruleAction() == RuleAction.ALLOW;
            if (allows) allowed = allowed.or(undecided.and(block));
            // to deny one code of a type leaves the others
            if (allows || !oneCode(rule, protocol)) undecided = undecided.minus(block);
        }
        return allowed;
    }

    private static String block(NetworkAclEntry entry, IpVersion version) {
        return version == IpVersion.V4 ? entry.cidrBlock() : entry.ipv6CidrBlock();
    }

    private static boolean oneCode(NetworkAclEntry rule, Protocol protocol) {
        return protocol.isIcmp()
                && rule.icmpTypeCode() != null
                && rule.icmpTypeCode().code() != null
                && rule.icmpTypeCode().code() != -1
                && !rule.protocol().equals("-1");
    }

    private static int from(NetworkAclEntry rule, Protocol protocol) {
        if (rule.protocol().equals("-1")) return 0;
        if (protocol.hasPorts() && rule.portRange() != null && rule.portRange().from() != null)
            return rule.portRange().from();
        return Math.max(0, type(rule, protocol));
    }

    private static int to(NetworkAclEntry rule, Protocol protocol) {
        if (rule.protocol().equals("-1")) return protocol.last();
        if (protocol.hasPorts() && rule.portRange() != null && rule.portRange().to() != null)
            return rule.portRange().to();
        int type = type(rule, protocol);
        return type < 0 ? protocol.last() : type;
    }

    private static int type(NetworkAclEntry rule, Protocol protocol) {
        boolean told = protocol.isIcmp()
                && rule.icmpTypeCode() != null
                && rule.icmpTypeCode().type() != null;
        return told ? rule.icmpTypeCode().type() : -1;
    }
}
