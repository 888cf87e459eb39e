package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.reach.Network;
import io.vigil.checks.reach.PrefixLists;
import io.vigil.checks.reach.PublicAccessBlock;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessExclusionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessExclusionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsRequest;
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
            PrefixListEntries.OPERATION);

    private static final int PAGE = 1000;

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
                new PrefixLists(PrefixListEntries.of(scope, PrefixLists.namedIn(groups.items(), tables.items()))),
                NetworkLists.subnets(scope).whole());
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
        Read<List<VpcBlockPublicAccessExclusion>> exclusions = exclusions(scope);
        return options.map(known -> new PublicAccessBlock(known, exclusions));
    }

    /** The SDK has no paginator for them. */
    private static Read<List<VpcBlockPublicAccessExclusion>> exclusions(UnitScope scope) throws InterruptedException {
        List<VpcBlockPublicAccessExclusion> all = new ArrayList<>();
        @Nullable String token = null;
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
            String next = known.nextToken() == null || known.nextToken().isEmpty() ? null : known.nextToken();
            if (next != null && next.equals(token))
                return Read.missing(new Unread(
                        UnreadReason.TRUNCATED,
                        "ec2:DescribeVpcBlockPublicAccessExclusions",
                        null,
                        "the list gave its page again, with the same token"));
            token = next;
        } while (token != null);
        return Read.known(List.copyOf(all));
    }
}
