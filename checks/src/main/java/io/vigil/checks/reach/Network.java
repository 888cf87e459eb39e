package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * What filters and routes packets in a region, as its lists tell it.
 *
 * @param prefixLists those that groups and routes name
 * @param subnets are asked only where a load balancer stands before an instance
 */
public record Network(
        Read<PublicAccessBlock> publicAccessBlock,
        Read<List<RouteTable>> routeTables,
        Read<List<InternetGateway>> internetGateways,
        Read<List<NetworkAcl>> networkAcls,
        Read<List<SecurityGroup>> securityGroups,
        PrefixLists prefixLists,
        Read<List<Subnet>> subnets) {

    /** The same, looked through once for many questions. */
    static final class Filters {
        final Read<PublicAccessBlock> block;
        final Read<Routes> routes;
        final Read<SecurityGroupRules> groups;
        private final Read<Map<String, NetworkAcl>> acls;
        private final Read<Map<String, Subnet>> subnets;

        Filters(Network network) {
            block = network.publicAccessBlock;
            routes = network.routeTables.flatMap(tables ->
                    network.internetGateways.map(gateways -> new Routes(tables, gateways, network.prefixLists)));
            groups = network.securityGroups.map(all -> new SecurityGroupRules(all, network.prefixLists));
            acls = network.networkAcls.map(Filters::bySubnet);
            subnets = network.subnets.map(all -> {
                Map<String, Subnet> byId = new HashMap<>();
                all.forEach(each -> byId.put(each.subnetId(), each));
                return byId;
            });
        }

        Read<NetworkAcl> acl(String subnet) {
            return acls.flatMap(all -> found(all, subnet, "ec2:DescribeNetworkAcls", "network ACL of " + subnet));
        }

        Read<Subnet> subnet(String id) {
            return subnets.flatMap(all -> found(all, id, "ec2:DescribeSubnets", id));
        }

        /** Missing where the internet gateway hands packets to a firewall first: nobody told its rules. */
        Read<Boolean> uninspected(Place place, IpVersion version) {
            return routes.flatMap(known -> known.inspectedBy(place, version)
                    .map(by -> Read.<Boolean>missing(new Unread(
                            UnreadReason.NOT_SUPPORTED,
                            "ec2:DescribeRouteTables",
                            null,
                            "what comes from the internet passes %s first, whose rules are not known".formatted(by))))
                    .orElse(Read.known(true)));
        }

        private static <T> Read<T> found(Map<String, T> all, String key, String operation, String what) {
            T found = all.get(key);
            if (found != null) return Read.known(found);
            return Read.missing(new Unread(
                    UnreadReason.NOT_SUPPORTED,
                    operation,
                    null,
                    "%s is not shown; its VPC may be another account's".formatted(what)));
        }

        private static Map<String, NetworkAcl> bySubnet(List<NetworkAcl> acls) {
            Map<String, NetworkAcl> bySubnet = new HashMap<>();
            for (NetworkAcl acl : acls)
                for (NetworkAclAssociation association : acl.associations())
                    if (association.subnetId() != null) bySubnet.put(association.subnetId(), acl);
            return bySubnet;
        }
    }
}
