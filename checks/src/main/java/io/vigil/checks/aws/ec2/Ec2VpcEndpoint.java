package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.EndpointPassage;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * A VPC endpoint, gone and refused ones left out.
 *
 * @param passage what its policy lets through, nothing where it has none
 */
public record Ec2VpcEndpoint(@Itself VpcEndpoint endpoint, Read<EndpointPassage> passage) {}
