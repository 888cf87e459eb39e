package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;

/**
 * An instance, terminated ones left out.
 *
 * @param ssm what Systems Manager knows of it, empty when it does not know it
 */
public record Ec2Instance(@Itself Instance instance, Read<Optional<InstanceInformation>> ssm) {}
