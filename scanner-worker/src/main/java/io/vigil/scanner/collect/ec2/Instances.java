package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Instance;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.checks.reach.Reach;
import io.vigil.checks.secrets.SecretTrace;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.elb.FacingBalancers;
import io.vigil.scanner.collect.ssm.NodeList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;

/**
 * The instances of a region, each with what Systems Manager knows of it, how far the internet comes, its image, and what
 * looks like a secret in its user data.
 */
public final class Instances implements Collector<Ec2Instance> {
    static final String LIST = "ec2:DescribeInstances";

    private static final int PAGE = 1000;

    private static final Set<InstanceStateName> ENDING =
            EnumSet.of(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED);

    @Override
    public ResourceType<Ec2Instance> type() {
        return ResourceTypes.EC2_INSTANCE;
    }

    @Override
    public Set<String> operations() {
        return Stream.of(
                        Set.of(LIST, NodeList.OPERATION, InstanceImages.OPERATION, UserData.OPERATION),
                        RegionNetwork.OPERATIONS,
                        FacingBalancers.OPERATIONS)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The user data of each comes by a call of its own. */
    @Override
    public boolean isSlowest() {
        return true;
    }

    /** Read once a unit. */
    static Listed<Reservation> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeInstancesRequest.builder().maxResults(PAGE).build(),
                        Ec2Client::describeInstancesPaginator,
                        DescribeInstancesResponse::reservations);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2Instance> sink) throws InterruptedException {
        Listed<Reservation> listed = list(scope);
        List<Instance> instances = living(listed.items());
        // a call each at EC2's rate takes longest, and other collectors read meanwhile what is shared with them
        List<Read<List<SecretTrace>>> traces = scope.each(instances, i -> UserData.tracesIn(scope, i));
        Read<Map<String, InstanceInformation>> managed = managed(scope);
        Read<Map<String, Image>> images = InstanceImages.byId(scope, instances);
        InternetReach reach = new InternetReach(scope);
        for (int at = 0; at < instances.size(); at++)
            sink.accept(resource(scope, instances.get(at), managed, reach.ways(), images, traces.get(at)));
        return listed.end();
    }

    private static Read<Map<String, InstanceInformation>> managed(UnitScope scope) throws InterruptedException {
        return NodeList.of(scope)
                .whole()
                .map(all -> all.stream()
                        .collect(Collectors.toMap(
                                InstanceInformation::instanceId, Function.identity(), (first, again) -> again)));
    }

    /** AWS shows a terminated instance for about an hour; nothing of it can be put right, nor of one that is about to be. */
    static List<Instance> living(List<Reservation> reservations) {
        return reservations.stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state() == null
                        || !ENDING.contains(instance.state().name()))
                .toList();
    }

    private Resource<Ec2Instance> resource(
            UnitScope scope,
            Instance instance,
            Read<Map<String, InstanceInformation>> managed,
            InternetReach.Ways ways,
            Read<Map<String, Image>> images,
            Read<List<SecretTrace>> secretTraces)
            throws InterruptedException {
        String arn = scope.arn("ec2", "instance/" + instance.instanceId());
        String name = Ec2Tags.name(instance.tags(), instance.instanceId());
        Read<Reach> directly = ways.direct().of(instance);
        return new Resource<>(
                type(),
                scope.region(),
                arn,
                name,
                Ec2Tags.of(instance.tags()),
                new Ec2Instance(
                        instance,
                        managed.map(all -> Optional.ofNullable(all.get(instance.instanceId()))),
                        directly,
                        ways.throughBalancers().of(instance),
                        directly.map(known -> new WebEndpoint(
                                "instance", arn, name, known.letsStrangersIn(), /* filterable */ false)),
                        images.map(all -> Optional.ofNullable(all.get(instance.imageId()))),
                        secretTraces));
    }
}
