package io.vigil.checks.reach;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Prefix;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;

/**
 * A network interface of an instance.
 *
 * @param groups ids of its security groups, in order
 * @param publicAddresses of each version, those that the internet could send packets to
 */
record Interface(
        String id, Place place, boolean primary, List<String> groups, Map<IpVersion, List<String>> publicAddresses) {

    static List<Interface> of(Instance instance) {
        List<Interface> interfaces = instance.networkInterfaces().stream()
                .filter(each -> each.subnetId() != null && each.vpcId() != null)
                .map(Interface::of)
                .toList();
        if (!interfaces.isEmpty() || instance.subnetId() == null || instance.vpcId() == null) return interfaces;
        // an endpoint that tells no interfaces tells at least the primary one's parts
        return List.of(new Interface(
                instance.instanceId(),
                new Place(instance.vpcId(), instance.subnetId(), texts(Stream.of(instance.privateIpAddress()))),
                /* primary */ true,
                ids(instance.securityGroups()),
                addresses(texts(Stream.of(instance.publicIpAddress())), texts(Stream.of(instance.ipv6Address())))));
    }

    private static Interface of(InstanceNetworkInterface it) {
        List<String> four = texts(Stream.concat(
                Stream.ofNullable(it.association()).map(association -> association.publicIp()),
                it.privateIpAddresses().stream()
                        .map(InstancePrivateIpAddress::association)
                        .filter(Objects::nonNull)
                        .map(association -> association.publicIp())));
        List<String> six = texts(Stream.concat(
                it.ipv6Addresses().stream().map(InstanceIpv6Address::ipv6Address),
                it.ipv6Prefixes().stream().map(InstanceIpv6Prefix::ipv6Prefix)));
        List<String> inside = new ArrayList<>(texts(Stream.concat(
                Stream.of(it.privateIpAddress()),
                it.privateIpAddresses().stream().map(InstancePrivateIpAddress::privateIpAddress))));
        inside.addAll(six);
        boolean primary = it.attachment() != null
                && Integer.valueOf(0).equals(it.attachment().deviceIndex());
        return new Interface(
                String.valueOf(it.networkInterfaceId()),
                new Place(it.vpcId(), it.subnetId(), List.copyOf(inside)),
                primary,
                ids(it.groups()),
                addresses(four, six));
    }

    private static Map<IpVersion, List<String>> addresses(List<String> four, List<String> six) {
        Map<IpVersion, List<String>> addresses = new EnumMap<>(IpVersion.class);
        if (!four.isEmpty()) addresses.put(IpVersion.V4, four);
        // unique local and other private addresses of IPv6 are advertised to nobody
        List<String> global = six.stream()
                .filter(each -> !AddressSet.of(IpVersion.V6, List.of(each))
                        .and(IpVersion.V6.internet())
                        .isEmpty())
                .toList();
        if (!global.isEmpty()) addresses.put(IpVersion.V6, global);
        return addresses;
    }

    private static List<String> ids(List<GroupIdentifier> groups) {
        return texts(groups.stream().map(GroupIdentifier::groupId)).stream()
                .sorted()
                .toList();
    }

    private static List<String> texts(Stream<String> texts) {
        return texts.filter(text -> text != null && !text.isEmpty()).distinct().toList();
    }
}
