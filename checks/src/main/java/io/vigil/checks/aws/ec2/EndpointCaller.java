package io.vigil.checks.aws.ec2;

/**
 * Who may ask for a connection to an endpoint service.
 *
 * @param principal an ARN, the name of a service of AWS, or {@code *}
 * @param account its twelve digits, {@code *} for everybody, empty for a service of AWS
 */
public record EndpointCaller(String principal, String account) {}
