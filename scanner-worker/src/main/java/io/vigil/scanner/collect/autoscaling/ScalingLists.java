package io.vigil.scanner.collect.autoscaling;

import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.UnitScope;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/** What Auto Scaling has in a region; each list is read once a unit. */
final class ScalingLists {
    static final String GROUPS = "autoscaling:DescribeAutoScalingGroups";
    static final String LAUNCH_CONFIGURATIONS = "autoscaling:DescribeLaunchConfigurations";

    private static final int PAGE = 100;

    private ScalingLists() {}

    static Listed<AutoScalingGroup> groups(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        AutoScalingClient.class,
                        scope.region(),
                        DescribeAutoScalingGroupsRequest.builder()
                                .maxRecords(PAGE)
                                .build(),
                        AutoScalingClient::describeAutoScalingGroupsPaginator,
                        DescribeAutoScalingGroupsResponse::autoScalingGroups);
    }

    static Listed<LaunchConfiguration> launchConfigurations(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        AutoScalingClient.class,
                        scope.region(),
                        DescribeLaunchConfigurationsRequest.builder()
                                .maxRecords(PAGE)
                                .build(),
                        AutoScalingClient::describeLaunchConfigurationsPaginator,
                        DescribeLaunchConfigurationsResponse::launchConfigurations);
    }
}
