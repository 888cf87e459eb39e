package io.vigil.checks.aws.autoscaling;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ec2.LaunchSettings;
import io.vigil.checks.secrets.SecretTrace;
import java.util.List;

/**
 * A launch configuration of Auto Scaling, which AWS keeps for old groups only; its user data is never kept.
 *
 * @param launches always one
 * @param secretTraces of its user data
 */
public record AutoScalingLaunchConfiguration(
        String launchConfigurationName, List<LaunchSettings> launches, Read<List<SecretTrace>> secretTraces) {}
