package io.vigil.scanner.collect.route53;

import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.UnitScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** The public IPv4 addresses that an account holds; a region's are read when first asked for. For one thread. */
final class HeldAddresses {
    static final Set<String> OPERATIONS = Set.of("ec2:DescribeAddresses", "ec2:DescribeNetworkInterfaces");

    private static final int PAGE = 1000;

    private final UnitScope scope;
    private final Map<Region, Read<Set<String>>> elastic = new HashMap<>();
    private final Map<Region, Read<Set<String>>> borrowed = new HashMap<>();

    HeldAddresses(UnitScope scope) {
        this.scope = scope;
    }

    /** Network interfaces are asked only when no Elastic IP address is it: there may be very many. */
    Read<Boolean> has(Region region, String address) throws InterruptedException {
        Read<Boolean> ofElastic = elastic(region).map(all -> all.contains(address));
        if (ofElastic.equals(Read.known(true))) return ofElastic;
        Read<Boolean> ofBorrowed = borrowed(region).map(all -> all.contains(address));
        return ofElastic instanceof Read.Missing<Boolean>(Unread why) && ofBorrowed.equals(Read.known(false))
                ? Read.missing(why)
                : ofBorrowed;
    }

    private Read<Set<String>> elastic(Region region) throws InterruptedException {
        Read<Set<String>> known = elastic.get(region);
        if (known != null) return known;
        Read<List<Address>> all = scope.calls()
                .get(Ec2Client.class, region, DescribeAddressesRequest.builder().build(), Ec2Client::describeAddresses)
                .map(DescribeAddressesResponse::addresses);
        Read<Set<String>> read =
                all.map(addresses -> addresses.stream().map(Address::publicIp).collect(Collectors.toSet()));
        elastic.put(region, read);
        return read;
    }

    private Read<Set<String>> borrowed(Region region) throws InterruptedException {
        Read<Set<String>> known = borrowed.get(region);
        if (known != null) return known;
        Read<Set<String>> read = scope.calls()
                .list(
                        Ec2Client.class,
                        region,
                        DescribeNetworkInterfacesRequest.builder()
                                .maxResults(PAGE)
                                .build(),
                        Ec2Client::describeNetworkInterfacesPaginator,
                        DescribeNetworkInterfacesResponse::networkInterfaces)
                .whole()
                .map(all -> all.stream().flatMap(HeldAddresses::publicOnes).collect(Collectors.toSet()));
        borrowed.put(region, read);
        return read;
    }

    private static Stream<String> publicOnes(NetworkInterface it) {
        Stream<String> first = it.association() == null
                ? Stream.of()
                : Stream.ofNullable(it.association().publicIp());
        Stream<String> others = it.privateIpAddresses().stream()
                .filter(each -> each.association() != null)
                .map(each -> each.association().publicIp());
        return Stream.concat(first, others).filter(Objects::nonNull);
    }
}
