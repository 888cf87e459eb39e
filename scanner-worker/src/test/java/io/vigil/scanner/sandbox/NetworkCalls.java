package io.vigil.scanner.sandbox;

import io.vigil.checks.Read;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2LaunchTemplate;
import io.vigil.checks.aws.ec2.Ec2SecurityGroup;
import io.vigil.checks.aws.ec2.LaunchSettings;
import io.vigil.checks.aws.elbv2.ElbV2LoadBalancer;
import io.vigil.scanner.collect.UnitRead;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;

/** What a region's network costs, and how instances are started in it. */
final class NetworkCalls {
    private NetworkCalls() {}

    static void ofRegion(UnitRead unit, BiConsumer<String, Long> add) {
        for (String once : List.of(
                "autoscaling:DescribeLaunchConfigurations",
                "ec2:DescribeLaunchTemplates",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeTransitGateways",
                "ec2:GetImageBlockPublicAccessState",
                "ec2:GetSnapshotBlockPublicAccessState")) add.accept(once, 1L);
        add.accept("ec2:GetManagedPrefixListEntries", namedPrefixLists(unit));
        if (unit.count(ResourceTypes.EC2_INSTANCE) > 0) ofReach(unit, add);
        add.accept("elasticloadbalancing:DescribeRules", askedForRules(unit));
        long templates = unit.count(ResourceTypes.EC2_LAUNCH_TEMPLATE);
        long launches = templates + unit.count(ResourceTypes.AUTOSCALING_LAUNCH_CONFIGURATION);
        add.accept("ec2:DescribeLaunchTemplateVersions", Math.min(templates, 1) + startedOtherVersions(unit));
        add.accept("autoscaling:DescribeAutoScalingGroups", Math.min(launches, 1));
    }

    /** Read only where an instance asks for it. */
    private static void ofReach(UnitRead unit, BiConsumer<String, Long> add) {
        add.accept("ec2:DescribeInternetGateways", 1L);
        List<ElbV2LoadBalancer> facing = unit.resources().get(ResourceTypes.ELBV2_LOAD_BALANCER).stream()
                .map(resource -> (ElbV2LoadBalancer) resource.document())
                .filter(balancer -> balancer.endpoint().internetFacing())
                .toList();
        add.accept("elasticloadbalancing:DescribeTargetGroups", facing.isEmpty() ? 0L : 1L);
        add.accept("elasticloadbalancing:DescribeTargetHealth", targetGroups(facing.stream()));
        add.accept(
                "elasticloadbalancing:DescribeTargetGroupAttributes",
                targetGroups(
                        facing.stream().filter(balancer -> !balancer.endpoint().filterable())));
    }

    /** Listeners of application load balancers: for the reach of instances, or HTTP ones that do not forward by default. */
    private static long askedForRules(UnitRead unit) {
        boolean reach = unit.count(ResourceTypes.EC2_INSTANCE) > 0;
        return unit.resources().get(ResourceTypes.ELBV2_LOAD_BALANCER).stream()
                .map(resource -> (ElbV2LoadBalancer) resource.document())
                .filter(balancer -> balancer.endpoint().filterable())
                .mapToLong(balancer -> listeners(balancer)
                        .filter(listener ->
                                reach && balancer.endpoint().internetFacing() || isPlainAndDoesNotForward(listener))
                        .count())
                .sum();
    }

    private static boolean isPlainAndDoesNotForward(Listener listener) {
        return "HTTP".equals(listener.protocolAsString())
                && listener.defaultActions().stream().noneMatch(action -> "forward".equals(action.typeAsString()));
    }

    private static long targetGroups(Stream<ElbV2LoadBalancer> balancers) {
        return balancers
                .flatMap(NetworkCalls::listeners)
                .flatMap(listener -> listener.defaultActions().stream())
                .map(Action::targetGroupArn)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private static Stream<Listener> listeners(ElbV2LoadBalancer balancer) {
        return balancer.listeners() instanceof Read.Known<List<Listener>>(List<Listener> known)
                ? known.stream()
                : Stream.empty();
    }

    private static long namedPrefixLists(UnitRead unit) {
        return unit.resources().get(ResourceTypes.EC2_SECURITY_GROUP).stream()
                .map(resource -> ((Ec2SecurityGroup) resource.document()).securityGroup())
                .flatMap(group -> Stream.concat(group.ipPermissions().stream(), group.ipPermissionsEgress().stream()))
                .flatMap(rule -> rule.prefixListIds().stream())
                .map(PrefixListId::prefixListId)
                .distinct()
                .count();
    }

    /** The default versions of all templates come in one list, others are asked for by template. */
    private static long startedOtherVersions(UnitRead unit) {
        return unit.resources().get(ResourceTypes.EC2_LAUNCH_TEMPLATE).stream()
                .map(resource -> (Ec2LaunchTemplate) resource.document())
                .filter(template -> template.launches() instanceof Read.Known<List<LaunchSettings>>(var launches)
                        && launches.stream()
                                .anyMatch(launch -> !launch.version().startsWith("default")))
                .count();
    }
}
