package io.vigil.scanner.sandbox;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Instance;
import io.vigil.checks.aws.ec2.Ec2Vpc;
import io.vigil.checks.aws.ec2.KeptFlowLog;
import io.vigil.checks.aws.route53.Route53HostedZone;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.scanner.collect.UnitRead;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How often a region's unit asks what a VPC is made of and what its instances start from. */
final class VpcCalls {
    /** Regions to whose addresses a record of the account leads. */
    private static final Map<String, Long> REGIONS_WITH_RECORDS =
            Map.of(DemoAccounts.WELL_KEPT, 1L, DemoAccounts.PRODUCTION, 1L);

    private static final Map<String, Long> REGIONS_WITH_RECORDS_OF_NO_ELASTIC_IP = Map.of(DemoAccounts.PRODUCTION, 1L);

    private VpcCalls() {}

    /** Buckets that a record leads to and that the account does not have. */
    static long foreignBuckets(UnitRead unit) {
        return documents(unit, ResourceTypes.ROUTE53_HOSTED_ZONE, Route53HostedZone.class)
                .filter(zone -> !zone.zone().config().privateZone())
                .flatMap(zone -> known(zone.pointed()).stream())
                .filter(record -> record.address().isEmpty())
                .count();
    }

    static Map<String, Long> ofRegion(UnitRead unit) {
        Map<String, Long> calls = new TreeMap<>();
        for (String once : List.of(
                "ec2:DescribeRouteTables",
                "ec2:DescribeVpcBlockPublicAccessExclusions",
                "ec2:DescribeVpcBlockPublicAccessOptions",
                "ec2:DescribeVpcEndpointServiceConfigurations",
                "ec2:DescribeVpcEndpoints",
                "ec2:DescribeVpcPeeringConnections",
                "ec2:DescribeVpnConnections",
                "ec2:GetInstanceMetadataDefaults",
                "elasticache:DescribeCacheSubnetGroups",
                "network-firewall:ListFirewalls",
                "rds:DescribeDBSubnetGroups",
                "redshift:DescribeClusterSubnetGroups")) calls.put(once, 1L);
        calls.put(
                "ec2:DescribeVpcEndpointServicePermissions", (long) unit.count(ResourceTypes.EC2_VPC_ENDPOINT_SERVICE));
        for (String perFirewall : List.of("DescribeFirewall", "DescribeFirewallPolicy", "DescribeLoggingConfiguration"))
            calls.put("network-firewall:" + perFirewall, (long) unit.count(ResourceTypes.NETWORKFIREWALL_FIREWALL));
        calls.put("ec2:DescribeInstanceAttribute", (long) unit.count(ResourceTypes.EC2_INSTANCE));
        // all versions of each, for their user data
        calls.put("ec2:DescribeLaunchTemplateVersions", (long) unit.count(ResourceTypes.EC2_LAUNCH_TEMPLATE));
        // fewer images than one question takes
        calls.put("ec2:DescribeImages", Math.min(1L, images(unit)));
        calls.put("logs:DescribeLogGroups", flowLogGroups(unit));
        return calls;
    }

    static Map<String, Long> ofAccount(UnitRead unit) {
        Map<String, Long> calls = new TreeMap<>();
        String account = unit.resources().get(ResourceTypes.ACCOUNT).getFirst().arnOrId();
        calls.put("ec2:DescribeAddresses", REGIONS_WITH_RECORDS.getOrDefault(account, 0L));
        calls.put("ec2:DescribeNetworkInterfaces", REGIONS_WITH_RECORDS_OF_NO_ELASTIC_IP.getOrDefault(account, 0L));
        calls.put(
                "route53:ListResourceRecordSets",
                documents(unit, ResourceTypes.ROUTE53_HOSTED_ZONE, Route53HostedZone.class)
                        .filter(zone -> !zone.zone().config().privateZone())
                        .count());
        return calls;
    }

    private static long images(UnitRead unit) {
        return documents(unit, ResourceTypes.EC2_INSTANCE, Ec2Instance.class)
                .map(each -> each.instance().imageId())
                .distinct()
                .count();
    }

    private static long flowLogGroups(UnitRead unit) {
        return documents(unit, ResourceTypes.EC2_VPC, Ec2Vpc.class)
                .flatMap(vpc -> known(vpc.keptFlowLogs()).stream())
                .map(KeptFlowLog::destination)
                .distinct()
                .count();
    }

    private static <T> List<T> known(Read<List<T>> list) {
        if (list instanceof Read.Known<List<T>>(List<T> known)) return known;
        throw new AssertionError(list);
    }

    private static <R extends Record> Stream<R> documents(UnitRead unit, ResourceType<R> type, Class<R> document) {
        return unit.resources().get(type).stream().map(Resource::document).map(document::cast);
    }
}
