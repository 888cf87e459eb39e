package io.vigil.scanner.collect.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

class StartedVersionsTest {
    private static final LaunchTemplate WEB = LaunchTemplate.builder()
            .launchTemplateId("lt-1")
            .launchTemplateName("web")
            .defaultVersionNumber(2L)
            .latestVersionNumber(5L)
            .build();

    private static AutoScalingGroup group(String name, String template, String version) {
        return AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .launchTemplate(t -> t.launchTemplateId(template).version(version))
                .build();
    }

    @Test
    void aVersionIsANumberOrAName() {
        assertThat(StartedVersions.of(
                        WEB,
                        List.of(
                                group("default", "lt-1", "$Default"),
                                group("latest", "lt-1", "$Latest"),
                                group("fixed", "lt-1", "4"),
                                group("other", "lt-2", "3"))))
                .isEqualTo(Map.of(2L, List.of("default"), 5L, List.of("latest"), 4L, List.of("fixed")));
    }

    @Test
    void aGroupThatNamesNoVersionStartsTheDefaultOne() {
        AutoScalingGroup byName = AutoScalingGroup.builder()
                .autoScalingGroupName("web")
                .launchTemplate(t -> t.launchTemplateName("web"))
                .build();
        assertThat(StartedVersions.of(WEB, List.of(byName))).isEqualTo(Map.of(2L, List.of("web")));
    }

    @Test
    void mixedInstancesMayStartSeveral() {
        LaunchTemplateSpecification third = LaunchTemplateSpecification.builder()
                .launchTemplateId("lt-1")
                .version("3")
                .build();
        AutoScalingGroup mixed = AutoScalingGroup.builder()
                .autoScalingGroupName("mixed")
                .mixedInstancesPolicy(m -> m.launchTemplate(t -> t.launchTemplateSpecification(
                                s -> s.launchTemplateId("lt-1").version("$Latest"))
                        .overrides(
                                o -> o.instanceType("t4g.small").launchTemplateSpecification(third),
                                o -> o.instanceType("t3.small"))))
                .build();
        assertThat(StartedVersions.of(WEB, List.of(mixed)))
                .isEqualTo(Map.of(3L, List.of("mixed"), 5L, List.of("mixed")));
    }
}
