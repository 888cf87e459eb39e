package io.vigil.scanner.collect.ec2;

import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.UnitScope;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The lists of a region's network that more than one collector reads: by the same request, so that AWS is asked once a unit. */
public final class NetworkLists {
    private static final int PAGE = 1000;
    private static final int ROUTE_TABLES_PAGE = 100;

    private NetworkLists() {}

    /** Shared ones of other accounts too. */
    public static Listed<SecurityGroup> securityGroups(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeSecurityGroupsRequest.builder().maxResults(PAGE).build(),
                        Ec2Client::describeSecurityGroupsPaginator,
                        DescribeSecurityGroupsResponse::securityGroups);
    }

    public static Listed<NetworkAcl> networkAcls(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeNetworkAclsRequest.builder().maxResults(PAGE).build(),
                        Ec2Client::describeNetworkAclsPaginator,
                        DescribeNetworkAclsResponse::networkAcls);
    }

    /** Shared ones of other accounts too. */
    public static Listed<Subnet> subnets(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeSubnetsRequest.builder().maxResults(PAGE).build(),
                        Ec2Client::describeSubnetsPaginator,
                        DescribeSubnetsResponse::subnets);
    }

    public static Listed<RouteTable> routeTables(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeRouteTablesRequest.builder()
                                .maxResults(ROUTE_TABLES_PAGE)
                                .build(),
                        Ec2Client::describeRouteTablesPaginator,
                        DescribeRouteTablesResponse::routeTables);
    }

    public static Listed<NetworkInterface> networkInterfaces(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeNetworkInterfacesRequest.builder()
                                .maxResults(PAGE)
                                .build(),
                        Ec2Client::describeNetworkInterfacesPaginator,
                        DescribeNetworkInterfacesResponse::networkInterfaces);
    }

    /** Shared ones of other accounts too. */
    public static Listed<VpcEndpoint> endpoints(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeVpcEndpointsRequest.builder().maxResults(PAGE).build(),
                        Ec2Client::describeVpcEndpointsPaginator,
                        DescribeVpcEndpointsResponse::vpcEndpoints);
    }
}
