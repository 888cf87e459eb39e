package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Address;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.shield.ShieldCovers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;

/** The Elastic IP addresses of a region; AWS gives them in one page. */
public final class Addresses implements Collector<Ec2Address> {

    @Override
    public ResourceType<Ec2Address> type() {
        return ResourceTypes.EC2_ADDRESS;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(Stream.of("ec2:DescribeAddresses"), ShieldCovers.OPERATIONS.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2Address> sink) throws InterruptedException {
        switch (list(scope)) {
            case Read.Missing<List<Address>>(Unread why) -> {
                return new ListEnd.NotReached(why);
            }
            case Read.Known<List<Address>>(List<Address> known) -> {
                for (Address address : known) sink.accept(resource(scope, address));
                return ListEnd.REACHED;
            }
        }
    }

    /** Read once a unit. */
    static Read<List<Address>> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        DescribeAddressesRequest.builder().build(),
                        Ec2Client::describeAddresses)
                .map(DescribeAddressesResponse::addresses);
    }

    private Resource<Ec2Address> resource(UnitScope scope, Address address) throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "elastic-ip/" + address.allocationId()),
                Ec2Tags.name(address.tags(), address.publicIp()),
                Ec2Tags.of(address.tags()),
                new Ec2Address(
                        address,
                        ShieldCovers.of(
                                scope,
                                scope.arn("ec2", "eip-allocation/" + address.allocationId()),
                                address.associationId() != null)));
    }
}
