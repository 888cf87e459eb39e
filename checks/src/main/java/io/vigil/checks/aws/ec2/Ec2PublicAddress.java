package io.vigil.checks.aws.ec2;

/**
 * A public IPv4 address that the account holds: an Elastic IP, also an idle one, or what AWS gave a network interface. Those of
 * load balancers are left out, they come and go by themselves.
 *
 * @param kind {@code elastic-ip} or {@code assigned}
 * @param allocationId of an Elastic IP, else empty
 * @param interfaceId empty where it belongs to no interface
 * @param attachedTo an instance's id, what AWS writes about the interface, or its id; empty where it is idle
 */
public record Ec2PublicAddress(
        String publicIp, String kind, String allocationId, String interfaceId, String attachedTo) {}
