package io.vigil.checks.aws.ec2;

import java.util.List;

/**
 * How a VPC is divided.
 *
 * @param zones availability zones that it has subnets in, each once
 */
public record VpcLayout(List<String> zones, List<VpcSubnet> subnets) {

    /** @param name what people call it, else its id */
    public record VpcSubnet(String id, String name, String zone, SubnetRoute route) {}
}
