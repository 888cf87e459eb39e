package io.vigil.scanner.collect.autoscaling;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.autoscaling.AutoScalingLaunchConfiguration;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.ec2.UserData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/** The launch configurations of a region, which cannot be changed, only replaced; their user data is never kept. */
public final class LaunchConfigurations implements Collector<AutoScalingLaunchConfiguration> {

    @Override
    public ResourceType<AutoScalingLaunchConfiguration> type() {
        return ResourceTypes.AUTOSCALING_LAUNCH_CONFIGURATION;
    }

    @Override
    public Set<String> operations() {
        return Launches.OPERATIONS;
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<AutoScalingLaunchConfiguration> sink)
            throws InterruptedException {
        Listed<LaunchConfiguration> configurations = ScalingLists.launchConfigurations(scope);
        for (LaunchConfiguration each : configurations.items()) sink.accept(resource(scope, each));
        return configurations.end();
    }

    private Resource<AutoScalingLaunchConfiguration> resource(UnitScope scope, LaunchConfiguration it)
            throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                it.launchConfigurationARN(),
                it.launchConfigurationName(),
                Map.of(),
                new AutoScalingLaunchConfiguration(
                        it.launchConfigurationName(),
                        List.of(Launches.of(scope, it)),
                        UserData.traces(ScalingLists.LAUNCH_CONFIGURATIONS, "user data", it.userData())));
    }
}
