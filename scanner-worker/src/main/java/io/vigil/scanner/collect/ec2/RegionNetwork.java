package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.reach.Network;
import io.vigil.checks.reach.PrefixLists;
import io.vigil.checks.reach.PublicAccessBlock;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessExclusionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessExclusionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessExclusion;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessOptions;

/** Reads what decides in a region how far packets from the internet come. */
final class RegionNetwork {
    static final Set<String> OPERATIONS = Set.of(
            "ec2:DescribeInternetGateways",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcBlockPublicAccessExclusions",
            "ec2:DescribeVpcBlockPublicAccessOptions",
            "ec2:GetManagedPrefixListEntries");

    private static final int PAGE = 1000;
    private static final int ENTRIES_PAGE = 100;

    private RegionNetwork() {}

    static Network of(UnitScope scope) throws InterruptedException {
        Listed<RouteTable> tables = NetworkLists.routeTables(scope);
        Listed<SecurityGroup> groups = NetworkLists.securityGroups(scope);
        return new Network(
                publicAccessBlock(scope),
                tables.whole(),
                scope.calls()
                        .list(
                                Ec2Client.class,
                                scope.region(),
                                DescribeInternetGatewaysRequest.builder()
                                        .maxResults(PAGE)
                                        .build(),
                                Ec2Client::describeInternetGatewaysPaginator,
                                DescribeInternetGatewaysResponse::internetGateways)
                        .whole(),
                NetworkLists.networkAcls(scope).whole(),
                groups.whole(),
                prefixLists(scope, PrefixLists.namedIn(groups.items(), tables.items())),
                NetworkLists.subnets(scope).whole());
    }

    private static PrefixLists prefixLists(UnitScope scope, Set<String> ids) throws InterruptedException {
        Map<String, Read<List<String>>> entries = new HashMap<>();
        List<String> named = new ArrayList<>(ids);
        List<Read<List<String>>> read = scope.each(named, id -> entries(scope, id));
        for (int i = 0; i < named.size(); i++) entries.put(named.get(i), read.get(i));
        return new PrefixLists(Map.copyOf(entries));
    }

    private static Read<List<String>> entries(UnitScope scope, String id) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        GetManagedPrefixListEntriesRequest.builder()
                                .prefixListId(id)
                                .maxResults(ENTRIES_PAGE)
                                .build(),
                        Ec2Client::getManagedPrefixListEntriesPaginator,
                        GetManagedPrefixListEntriesResponse::entries)
                .whole()
                .map(all -> all.stream().map(PrefixListEntry::cidr).toList());
    }

    private static Read<PublicAccessBlock> publicAccessBlock(UnitScope scope) throws InterruptedException {
        Read<VpcBlockPublicAccessOptions> options = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        DescribeVpcBlockPublicAccessOptionsRequest.builder().build(),
                        Ec2Client::describeVpcBlockPublicAccessOptions)
                .flatMap(answer -> ReadParts.told(
                        "ec2:DescribeVpcBlockPublicAccessOptions", answer.vpcBlockPublicAccessOptions()));
        return switch (options) {
            case Read.Missing<VpcBlockPublicAccessOptions>(Unread why) -> Read.missing(why);
            case Read.Known<VpcBlockPublicAccessOptions>(VpcBlockPublicAccessOptions known) ->
                Read.known(new PublicAccessBlock(known, exclusions(scope, known)));
        };
    }

    private static Read<List<VpcBlockPublicAccessExclusion>> exclusions(
            UnitScope scope, VpcBlockPublicAccessOptions options) throws InterruptedException {
        if (PublicAccessBlock.isOff(options)) return Read.known(List.of());
        List<VpcBlockPublicAccessExclusion> all = new ArrayList<>();
        String token = null;
        do {
            Read<DescribeVpcBlockPublicAccessExclusionsResponse> page = scope.calls()
                    .get(
                            Ec2Client.class,
                            scope.region(),
                            DescribeVpcBlockPublicAccessExclusionsRequest.builder()
                                    .maxResults(PAGE)
                                    .nextToken(token)
                                    .build(),
                            Ec2Client::describeVpcBlockPublicAccessExclusions);
            if (!(page instanceof Read.Known<DescribeVpcBlockPublicAccessExclusionsResponse>(var known)))
                return page.map(never -> List.of());
            all.addAll(known.vpcBlockPublicAccessExclusions());
            if (token != null && token.equals(known.nextToken())) break;
            token = known.nextToken();
        } while (token != null);
        return Read.known(List.copyOf(all));
    }
}
