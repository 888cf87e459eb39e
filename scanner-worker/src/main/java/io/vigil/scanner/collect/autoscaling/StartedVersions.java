package io.vigil.scanner.collect.autoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/** Which versions of launch templates Auto Scaling groups start. */
final class StartedVersions {
    private StartedVersions() {}

    /** @return from the number of each version of the template that a group starts to the names of the groups */
    static Map<Long, List<String>> of(LaunchTemplate template, List<AutoScalingGroup> groups) {
        Map<Long, List<String>> started = new TreeMap<>();
        for (AutoScalingGroup group : groups)
            specifications(group)
                    .filter(each -> names(each, template))
                    .map(each -> number(each.version(), template))
                    .distinct()
                    .forEach(version -> started.computeIfAbsent(version, v -> new ArrayList<>())
                            .add(group.autoScalingGroupName()));
        return started;
    }

    /** A group of mixed instances may start another template for some types. */
    private static Stream<LaunchTemplateSpecification> specifications(AutoScalingGroup group) {
        Stream<LaunchTemplateSpecification> own = Stream.ofNullable(group.launchTemplate());
        if (group.mixedInstancesPolicy() == null || group.mixedInstancesPolicy().launchTemplate() == null) return own;
        var mixed = group.mixedInstancesPolicy().launchTemplate();
        Stream<LaunchTemplateSpecification> overrides =
                mixed.overrides().stream().map(each -> each.launchTemplateSpecification());
        return Stream.of(own, Stream.ofNullable(mixed.launchTemplateSpecification()), overrides)
                .flatMap(each -> each)
                .filter(Objects::nonNull);
    }

    private static boolean names(LaunchTemplateSpecification specification, LaunchTemplate template) {
        return specification.launchTemplateId() != null
                ? specification.launchTemplateId().equals(template.launchTemplateId())
                : Objects.equals(specification.launchTemplateName(), template.launchTemplateName());
    }

    private static Long number(String version, LaunchTemplate template) {
        if (version == null || version.equals("$Default")) return template.defaultVersionNumber();
        if (version.equals("$Latest")) return template.latestVersionNumber();
        return Long.valueOf(version);
    }
}
