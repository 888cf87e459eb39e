package io.vigil.scanner.collect.autoscaling;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2LaunchTemplate;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The launch templates of a region, each as it starts instances now; their user data is never kept. */
public final class LaunchTemplates implements Collector<Ec2LaunchTemplate> {

    @Override
    public ResourceType<Ec2LaunchTemplate> type() {
        return ResourceTypes.EC2_LAUNCH_TEMPLATE;
    }

    @Override
    public Set<String> operations() {
        return Launches.OPERATIONS;
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2LaunchTemplate> sink) throws InterruptedException {
        Listed<LaunchTemplate> templates = Launches.templates(scope);
        for (LaunchTemplate each : templates.items()) sink.accept(resource(scope, each));
        return templates.end();
    }

    private Resource<Ec2LaunchTemplate> resource(UnitScope scope, LaunchTemplate it) throws InterruptedException {
        Map<String, String> tags = it.tags().stream()
                .collect(Collectors.toMap(Tag::key, tag -> tag.value() == null ? "" : tag.value(), (a, b) -> b));
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "launch-template/" + it.launchTemplateId()),
                it.launchTemplateName(),
                tags,
                new Ec2LaunchTemplate(it, Launches.of(scope, it), Launches.secretTraces(scope, it)));
    }
}
