package io.vigil.checks.aws.autoscaling;

import io.vigil.checks.aws.ec2.LaunchSettings;
import java.util.List;

/**
 * A launch configuration of Auto Scaling, which AWS keeps for old groups only; its user data is never kept.
 *
 * @param launches always one
 */
public record AutoScalingLaunchConfiguration(String launchConfigurationName, List<LaunchSettings> launches) {}
