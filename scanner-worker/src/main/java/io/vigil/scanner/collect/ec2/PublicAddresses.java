package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2PublicAddress;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/** The public IPv4 addresses of a region: on network interfaces, whatever they belong to, and reserved ones. */
public final class PublicAddresses implements Collector<Ec2PublicAddress> {
    private static final String OF_BALANCERS = "amazon-elb";

    @Override
    public ResourceType<Ec2PublicAddress> type() {
        return ResourceTypes.EC2_PUBLIC_ADDRESS;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeAddresses", "ec2:DescribeNetworkInterfaces");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2PublicAddress> sink) throws InterruptedException {
        Read<List<Address>> reserved = Addresses.list(scope);
        // one list alone tells half of an address
        Read<List<Ec2PublicAddress>> addresses = NetworkLists.networkInterfaces(scope)
                .whole()
                .flatMap(all -> reserved.map(known -> addresses(
                        all.stream().filter(each -> scope.owns(each.ownerId())).toList(), known)));
        switch (addresses) {
            case Read.Missing<List<Ec2PublicAddress>>(Unread why) -> {
                return new ListEnd.NotReached(why);
            }
            case Read.Known<List<Ec2PublicAddress>>(List<Ec2PublicAddress> known) -> {
                for (Ec2PublicAddress address : known) sink.accept(resource(scope, address));
                return ListEnd.REACHED;
            }
        }
    }

    static List<Ec2PublicAddress> addresses(List<NetworkInterface> interfaces, List<Address> reserved) {
        Map<String, Ec2PublicAddress> byAddress = new LinkedHashMap<>();
        for (NetworkInterface face : interfaces)
            associations(face)
                    .filter(association -> !OF_BALANCERS.equals(association.ipOwnerId()))
                    .forEach(association -> byAddress.put(
                            association.publicIp(),
                            new Ec2PublicAddress(
                                    association.publicIp(),
                                    association.allocationId() == null ? "assigned" : "elastic-ip",
                                    text(association.allocationId()),
                                    text(face.networkInterfaceId()),
                                    attachedTo(face))));
        for (Address address : reserved)
            if (address.publicIp() != null)
                byAddress.put(
                        address.publicIp(),
                        new Ec2PublicAddress(
                                address.publicIp(),
                                "elastic-ip",
                                text(address.allocationId()),
                                text(address.networkInterfaceId()),
                                byAddress.containsKey(address.publicIp())
                                        ? byAddress.get(address.publicIp()).attachedTo()
                                        : text(address.instanceId())));
        return List.copyOf(byAddress.values());
    }

    private static Stream<NetworkInterfaceAssociation> associations(NetworkInterface face) {
        return Stream.concat(
                        Stream.ofNullable(face.association()),
                        face.privateIpAddresses().stream().map(NetworkInterfacePrivateIpAddress::association))
                .filter(Objects::nonNull)
                .filter(association -> association.publicIp() != null);
    }

    private static String attachedTo(NetworkInterface face) {
        if (face.attachment() != null && face.attachment().instanceId() != null)
            return face.attachment().instanceId();
        String description = text(face.description());
        return description.isEmpty() ? text(face.networkInterfaceId()) : description;
    }

    private static String text(@Nullable String told) {
        return told == null ? "" : told;
    }

    private Resource<Ec2PublicAddress> resource(UnitScope scope, Ec2PublicAddress address) {
        return new Resource<>(
                type(),
                scope.region(),
                "%s/%s/public-address/%s".formatted(scope.account(), scope.region(), address.publicIp()),
                address.publicIp(),
                Map.of(),
                address);
    }
}
