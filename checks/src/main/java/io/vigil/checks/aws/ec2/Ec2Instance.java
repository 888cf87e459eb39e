package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.checks.reach.Reach;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;

/**
 * An instance, terminated ones left out.
 *
 * @param ssm what Systems Manager knows of it, empty when it does not know it
 * @param directReach the ways from the internet to its own public addresses
 * @param balancedReach the ways from the internet that lead through load balancers
 * @param endpoint facing the internet when strangers reach it directly
 */
public record Ec2Instance(
        @Itself Instance instance,
        Read<Optional<InstanceInformation>> ssm,
        Read<Reach> directReach,
        Read<Reach> balancedReach,
        Read<WebEndpoint> endpoint) {}
