package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * A subnet.
 *
 * @param dbSubnetGroups names of RDS's subnet groups that it is in, those of Neptune and DocumentDB too
 * @param cacheSubnetGroups of ElastiCache's
 * @param clusterSubnetGroups of Redshift's
 */
public record Ec2Subnet(
        @Itself Subnet subnet,
        Read<SubnetRoute> route,
        Read<List<String>> dbSubnetGroups,
        Read<List<String>> cacheSubnetGroups,
        Read<List<String>> clusterSubnetGroups) {}
