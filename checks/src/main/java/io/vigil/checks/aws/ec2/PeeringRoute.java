package io.vigil.checks.aws.ec2;

/**
 * A route into a peered VPC.
 *
 * @param routeTable its id
 * @param destination a CIDR block
 */
public record PeeringRoute(String routeTable, String destination) {}
