package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.checks.reach.Reach;
import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;

/**
 * An instance; what is terminated or shuts down for that is left out.
 *
 * @param ssm what Systems Manager knows of it, empty when it does not know it
 * @param directReach the ways from the internet to its own public addresses
 * @param balancedReach the ways from the internet that lead through load balancers
 * @param endpoint facing the internet when strangers reach it directly
 * @param image what it was started from, deprecated and disabled ones too; empty when AWS no longer shows it to the account
 * @param secretTraces of its user data
 */
public record Ec2Instance(
        @Itself Instance instance,
        Read<Optional<InstanceInformation>> ssm,
        Read<Reach> directReach,
        Read<Reach> balancedReach,
        Read<WebEndpoint> endpoint,
        Read<Optional<Image>> image,
        Read<List<SecretTrace>> secretTraces) {}
