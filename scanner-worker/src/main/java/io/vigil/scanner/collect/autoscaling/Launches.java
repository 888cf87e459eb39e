package io.vigil.scanner.collect.autoscaling;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ec2.LaunchSettings;
import io.vigil.checks.aws.ec2.LaunchSettings.MetadataService;
import io.vigil.checks.secrets.SecretTrace;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.ec2.UserData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** How instances are started in a region: by launch templates and launch configurations. */
public final class Launches {
    public static final Set<String> OPERATIONS = Set.of(
            "ec2:DescribeLaunchTemplates",
            "ec2:DescribeLaunchTemplateVersions",
            "ec2:GetInstanceMetadataDefaults",
            ScalingLists.GROUPS,
            ScalingLists.LAUNCH_CONFIGURATIONS);

    private static final int PAGE = 200;

    private Launches() {}

    /** From a security group's id to how many launch templates and launch configurations give it to instances. */
    public static Read<Map<String, Integer>> bySecurityGroup(UnitScope scope) throws InterruptedException {
        List<Read<List<LaunchSettings>>> all = new ArrayList<>();
        Listed<LaunchTemplate> templates = templates(scope);
        for (LaunchTemplate template : templates.items()) all.add(of(scope, template));
        Listed<LaunchConfiguration> configurations = ScalingLists.launchConfigurations(scope);
        for (LaunchConfiguration each : configurations.items()) all.add(Read.known(List.of(of(scope, each))));
        return templates
                .whole()
                .flatMap(t -> configurations.whole())
                .flatMap(c -> ReadParts.all(all))
                .map(Launches::count);
    }

    private static Map<String, Integer> count(List<List<LaunchSettings>> all) {
        return all.stream()
                .flatMap(launches -> launches.stream()
                        .flatMap(launch -> launch.securityGroups().stream())
                        .distinct())
                .collect(Collectors.toMap(group -> group, group -> 1, Integer::sum));
    }

    static Listed<LaunchTemplate> templates(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeLaunchTemplatesRequest.builder()
                                .maxResults(PAGE)
                                .build(),
                        Ec2Client::describeLaunchTemplatesPaginator,
                        DescribeLaunchTemplatesResponse::launchTemplates);
    }

    /** Its default version and those that Auto Scaling groups start; no other starts anything by itself. */
    static Read<List<LaunchSettings>> of(UnitScope scope, LaunchTemplate template) throws InterruptedException {
        Read<List<LaunchTemplateVersion>> defaults =
                versions(scope, DescribeLaunchTemplateVersionsRequest.builder().versions("$Default"));
        Read<Map<Long, List<String>>> started =
                ScalingLists.groups(scope).whole().map(groups -> StartedVersions.of(template, groups));
        if (!(started instanceof Read.Known<Map<Long, List<String>>>(var byVersion)))
            return started.map(never -> List.of());
        Set<Long> others = new TreeSet<>(byVersion.keySet());
        others.remove(template.defaultVersionNumber());
        Read<List<LaunchTemplateVersion>> further = others.isEmpty()
                ? Read.known(List.of())
                : versions(
                        scope,
                        DescribeLaunchTemplateVersionsRequest.builder()
                                .launchTemplateId(template.launchTemplateId())
                                .versions(others.stream().map(String::valueOf).toList()));
        Set<Long> wanted = new HashSet<>(others);
        wanted.add(template.defaultVersionNumber());
        Read<MetadataService> fallback = accountDefault(scope);
        return defaults.flatMap(first -> further.map(second -> {
                    List<LaunchTemplateVersion> both = new ArrayList<>(first);
                    second.stream().filter(each -> !both.contains(each)).forEach(both::add);
                    return both;
                }))
                .map(both -> both.stream()
                        .filter(each -> template.launchTemplateId().equals(each.launchTemplateId())
                                && wanted.contains(each.versionNumber()))
                        .map(each -> LaunchParts.of(
                                template, each, byVersion.getOrDefault(each.versionNumber(), List.of()), fallback))
                        .toList());
    }

    /** In the user data of all its versions; where none is found, all must have been read. */
    static Read<List<SecretTrace>> secretTraces(UnitScope scope, LaunchTemplate template) throws InterruptedException {
        return versions(
                        scope,
                        DescribeLaunchTemplateVersionsRequest.builder().launchTemplateId(template.launchTemplateId()))
                .flatMap(Launches::secretTraces);
    }

    private static Read<List<SecretTrace>> secretTraces(List<LaunchTemplateVersion> versions) {
        List<Read<List<SecretTrace>>> all = versions.stream()
                .filter(each -> each.launchTemplateData() != null)
                .map(each -> UserData.traces(
                        "ec2:DescribeLaunchTemplateVersions",
                        "version " + each.versionNumber(),
                        each.launchTemplateData().userData()))
                .toList();
        List<SecretTrace> found = all.stream()
                .flatMap(each -> each instanceof Read.Known<List<SecretTrace>>(List<SecretTrace> known)
                        ? known.stream()
                        : Stream.of())
                .toList();
        return found.isEmpty() ? ReadParts.all(all).map(none -> List.of()) : Read.known(found);
    }

    static LaunchSettings of(UnitScope scope, LaunchConfiguration configuration) throws InterruptedException {
        Read<List<AutoScalingGroup>> groups = ScalingLists.groups(scope).whole();
        List<String> startedBy = groups instanceof Read.Known<List<AutoScalingGroup>>(var known)
                ? known.stream()
                        .filter(group ->
                                configuration.launchConfigurationName().equals(group.launchConfigurationName()))
                        .map(AutoScalingGroup::autoScalingGroupName)
                        .toList()
                : List.of();
        return LaunchParts.of(configuration, startedBy, accountDefault(scope));
    }

    private static Read<List<LaunchTemplateVersion>> versions(
            UnitScope scope, DescribeLaunchTemplateVersionsRequest.Builder which) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        which.maxResults(PAGE).build(),
                        Ec2Client::describeLaunchTemplateVersionsPaginator,
                        DescribeLaunchTemplateVersionsResponse::launchTemplateVersions)
                .whole();
    }

    private static Read<MetadataService> accountDefault(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        GetInstanceMetadataDefaultsRequest.builder().build(),
                        Ec2Client::getInstanceMetadataDefaults)
                .map(LaunchParts::ofAccount);
    }
}
