package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/**
 * A peering of VPCs, gone and refused ones left out.
 *
 * @param wideRoutes the account's own routes into it that take in a whole address block of the other VPC, or more
 */
public record Ec2VpcPeering(@Itself VpcPeeringConnection peering, Read<List<PeeringRoute>> wideRoutes) {}
