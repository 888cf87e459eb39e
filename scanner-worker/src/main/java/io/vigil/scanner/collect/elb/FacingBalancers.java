package io.vigil.scanner.collect.elb;

import io.vigil.checks.Read;
import io.vigil.checks.reach.Balancer;
import io.vigil.checks.reach.Balancer.Entrance;
import io.vigil.checks.reach.Balancer.Target;
import io.vigil.checks.reach.IpVersion;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** The load balancers of a region that face the internet, each with its listeners down to the targets' ports. */
public final class FacingBalancers {
    public static final Set<String> OPERATIONS = Stream.concat(
                    Stream.of(
                            "elasticloadbalancing:DescribeLoadBalancers",
                            "elasticloadbalancing:DescribeListeners",
                            ListenerTargets.RULES,
                            "elb:DescribeLoadBalancers"),
                    TargetGroups.OPERATIONS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final UnitScope scope;
    private final List<LoadBalancer> all;

    private FacingBalancers(UnitScope scope, List<LoadBalancer> all) {
        this.scope = scope;
        this.all = all;
    }

    public static Read<List<Balancer>> of(UnitScope scope) throws InterruptedException {
        Read<List<Balancer>> classic = ClassicLoadBalancers.list(scope).whole().map(FacingBalancers::classic);
        Read<List<LoadBalancer>> listed = LoadBalancers.list(scope).whole();
        if (!(listed instanceof Read.Known<List<LoadBalancer>>(List<LoadBalancer> balancers)))
            return listed.map(never -> List.of());
        Read<List<Balancer>> newer = new FacingBalancers(scope, balancers).read();
        return classic.flatMap(old ->
                newer.map(found -> Stream.concat(found.stream(), old.stream()).toList()));
    }

    private Read<List<Balancer>> read() throws InterruptedException {
        List<LoadBalancer> facing = all.stream()
                .filter(balancer -> balancer.scheme() == LoadBalancerSchemeEnum.INTERNET_FACING)
                .filter(balancer -> balancer.type() != LoadBalancerTypeEnum.GATEWAY)
                .toList();
        if (facing.isEmpty()) return Read.known(List.of());
        Read<Map<String, TargetGroup>> groups = TargetGroups.byArn(scope);
        if (!(groups instanceof Read.Known<Map<String, TargetGroup>>(Map<String, TargetGroup> byArn)))
            return groups.map(never -> List.of());
        List<Read<List<Balancer>>> parts = scope.each(facing, balancer -> balancers(balancer, byArn));
        return ReadParts.all(parts)
                .map(found -> found.stream().flatMap(List::stream).toList());
    }

    private Read<List<Balancer>> balancers(LoadBalancer balancer, Map<String, TargetGroup> byArn)
            throws InterruptedException {
        List<Read<List<Entrance>>> entrances = new ArrayList<>();
        List<Read<List<Balancer>>> behind = new ArrayList<>();
        boolean network = balancer.type() == LoadBalancerTypeEnum.NETWORK;
        Read<List<Listener>> listeners = LoadBalancers.listeners(scope, balancer);
        if (!(listeners instanceof Read.Known<List<Listener>>(List<Listener> known)))
            return listeners.map(never -> List.of());
        for (Listener listener : known) {
            Read<Set<String>> forwarded = ListenerTargets.of(scope, listener, !network);
            if (!(forwarded instanceof Read.Known<Set<String>>(Set<String> arns)))
                return forwarded.map(never -> List.of());
            for (String arn : arns) {
                TargetGroup group = byArn.get(arn);
                if (group == null || group.targetType() == TargetTypeEnum.LAMBDA) continue;
                if (group.targetType() == TargetTypeEnum.ALB) behind.add(behind(balancer, listener, group, byArn));
                else entrances.add(targets(group, network).map(targets -> List.of(entrance(listener, targets))));
            }
        }
        return ReadParts.all(entrances)
                .flatMap(own -> ReadParts.all(behind).map(others -> {
                    List<Balancer> found = new ArrayList<>(
                            others.stream().flatMap(List::stream).toList());
                    found.add(balancer(
                            balancer, own.stream().flatMap(List::stream).toList(), Optional.empty()));
                    return found;
                }));
    }

    /** An application load balancer, internal ones too, that a network load balancer hands everything to. */
    private Read<List<Balancer>> behind(
            LoadBalancer front, Listener entry, TargetGroup group, Map<String, TargetGroup> byArn)
            throws InterruptedException {
        Read<List<TargetHealthDescription>> targets = TargetGroups.health(scope, group);
        if (!(targets instanceof Read.Known<List<TargetHealthDescription>>(var described)))
            return targets.map(never -> List.of());
        List<Read<Balancer>> found = new ArrayList<>();
        for (TargetHealthDescription each : described) {
            Optional<LoadBalancer> next = all.stream()
                    .filter(balancer ->
                            balancer.loadBalancerArn().equals(each.target().id()))
                    .findFirst();
            if (next.isEmpty()) continue;
            Integer port = each.target().port() != null ? each.target().port() : group.port();
            Read<List<Listener>> listeners = LoadBalancers.listeners(scope, next.get());
            if (!(listeners instanceof Read.Known<List<Listener>>(List<Listener> known)))
                return listeners.map(never -> List.of());
            for (Listener listener : known) {
                if (!listener.port().equals(port)) continue;
                Read<Set<String>> forwarded = ListenerTargets.of(scope, listener, /* hasRules */ true);
                if (!(forwarded instanceof Read.Known<Set<String>>(Set<String> arns)))
                    return forwarded.map(never -> List.of());
                for (String arn : arns) {
                    TargetGroup last = byArn.get(arn);
                    if (last == null || last.targetType() == TargetTypeEnum.LAMBDA) continue;
                    Balancer.Onward onward =
                            new Balancer.Onward(subnets(next.get()), next.get().securityGroups());
                    found.add(targets(last, /* ofNetworkBalancer */ false)
                            .map(ends -> balancer(front, List.of(entrance(entry, ends)), Optional.of(onward))));
                }
            }
        }
        return ReadParts.all(found);
    }

    private Read<List<Target>> targets(TargetGroup group, boolean ofNetworkBalancer) throws InterruptedException {
        Read<Boolean> keeps = TargetGroups.keepsClient(scope, group, ofNetworkBalancer);
        Read<List<TargetHealthDescription>> health = TargetGroups.health(scope, group);
        return keeps.flatMap(kept -> health.map(all -> all.stream()
                .filter(each -> each.target() != null && each.target().id() != null)
                .map(each -> TargetGroups.target(group, each, kept))
                .toList()));
    }

    private static Entrance entrance(Listener listener, List<Target> targets) {
        return new Entrance(listener.port(), ListenerTargets.protocols(listener), targets);
    }

    private static Balancer balancer(LoadBalancer it, List<Entrance> entrances, Optional<Balancer.Onward> onward) {
        return new Balancer(
                it.typeAsString(),
                it.loadBalancerName(),
                String.valueOf(it.dnsName()),
                String.valueOf(it.vpcId()),
                subnets(it),
                it.securityGroups(),
                versions(it),
                entrances,
                onward);
    }

    private static Set<IpVersion> versions(LoadBalancer balancer) {
        return switch (String.valueOf(balancer.ipAddressTypeAsString())) {
            case "dualstack" -> EnumSet.allOf(IpVersion.class);
            case "dualstack-without-public-ipv4" -> EnumSet.of(IpVersion.V6);
            default -> EnumSet.of(IpVersion.V4);
        };
    }

    private static List<String> subnets(LoadBalancer balancer) {
        return balancer.availabilityZones().stream()
                .map(AvailabilityZone::subnetId)
                .filter(id -> id != null)
                .toList();
    }

    private static List<Balancer> classic(List<LoadBalancerDescription> balancers) {
        return balancers.stream()
                .filter(balancer -> "internet-facing".equals(balancer.scheme()))
                .filter(balancer -> balancer.vpcId() != null)
                .map(FacingBalancers::classic)
                .toList();
    }

    private static Balancer classic(LoadBalancerDescription it) {
        List<Entrance> entrances = it.listenerDescriptions().stream()
                .map(described -> described.listener())
                .filter(listener -> listener != null)
                .map(listener -> new Entrance(
                        listener.loadBalancerPort(),
                        Set.of("tcp"),
                        it.instances().stream()
                                .map(instance -> new Target(
                                        instance.instanceId(),
                                        listener.instancePort(),
                                        IpVersion.V4,
                                        /* keepsClient */ false,
                                        /* idle */ false))
                                .toList()))
                .toList();
        return new Balancer(
                "classic",
                it.loadBalancerName(),
                String.valueOf(it.dnsName()),
                it.vpcId(),
                it.subnets(),
                it.securityGroups(),
                EnumSet.of(IpVersion.V4),
                entrances,
                Optional.empty());
    }
}
