package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/**
 * A launch template.
 *
 * @param launches of its default version and of every other version that an Auto Scaling group starts
 * @param secretTraces of the user data of every version: each stays readable
 */
public record Ec2LaunchTemplate(
        @Itself LaunchTemplate launchTemplate,
        Read<List<LaunchSettings>> launches,
        Read<List<SecretTrace>> secretTraces) {}
