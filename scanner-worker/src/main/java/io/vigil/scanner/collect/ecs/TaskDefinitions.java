package io.vigil.scanner.collect.ecs;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ecs.EcsTaskDefinition;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * The task definitions of a region that count: the newest active revision of each family, which is run next, and what
 * services run now. A family may have thousands of older ones, each a call of its own.
 */
public final class TaskDefinitions implements Collector<EcsTaskDefinition> {
    private static final int PAGE = 100;

    /** AWS's word for a revision that is gone for good. */
    private static final Set<String> DELETED_MEANWHILE = Set.of("ClientException");

    @Override
    public ResourceType<EcsTaskDefinition> type() {
        return ResourceTypes.ECS_TASK_DEFINITION;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        RegionServices.OPERATIONS.stream(),
                        Stream.of("ecs:ListTaskDefinitions", "ecs:DescribeTaskDefinition"))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EcsTaskDefinition> sink) throws InterruptedException {
        Listed<String> active = scope.calls()
                .list(
                        EcsClient.class,
                        scope.region(),
                        ListTaskDefinitionsRequest.builder()
                                .status(TaskDefinitionStatus.ACTIVE)
                                .maxResults(PAGE)
                                .build(),
                        EcsClient::listTaskDefinitionsPaginator,
                        ListTaskDefinitionsResponse::taskDefinitionArns);
        Listed<Service> services = RegionServices.of(scope);
        Set<String> wanted = new LinkedHashSet<>(newestOfEachFamily(active.items()));
        services.items().forEach(service -> wanted.addAll(run(service)));
        ListEnd described = ReadParts.handOver(scope, List.copyOf(wanted), arn -> resource(scope, arn), sink);
        return active.end().and(services.end()).and(described);
    }

    /** ARNs end in {@code family:revision}. */
    static Collection<String> newestOfEachFamily(List<String> arns) {
        Map<String, String> newest = new LinkedHashMap<>();
        for (String arn : arns)
            newest.merge(
                    arn.substring(0, arn.lastIndexOf(':')),
                    arn,
                    (one, other) -> revision(one) >= revision(other) ? one : other);
        return newest.values();
    }

    private static int revision(String arn) {
        return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
    }

    private static List<String> run(Service service) {
        return Stream.concat(
                        Stream.ofNullable(service.taskDefinition()),
                        service.taskSets().stream().map(TaskSet::taskDefinition))
                .toList();
    }

    private Read<Optional<Resource<EcsTaskDefinition>>> resource(UnitScope scope, String arn)
            throws InterruptedException {
        Read<Optional<DescribeTaskDefinitionResponse>> answer = scope.calls()
                .find(
                        EcsClient.class,
                        scope.region(),
                        DescribeTaskDefinitionRequest.builder()
                                .taskDefinition(arn)
                                .build(),
                        EcsClient::describeTaskDefinition,
                        DELETED_MEANWHILE);
        Read<Optional<TaskDefinition>> described = ReadParts.toldIfAny(
                "ecs:DescribeTaskDefinition", answer, DescribeTaskDefinitionResponse::taskDefinition);
        return described.map(found -> found.map(definition -> new Resource<>(
                type(),
                scope.region(),
                definition.taskDefinitionArn(),
                "%s:%d".formatted(definition.family(), definition.revision()),
                Map.of(),
                new EcsTaskDefinition(definition, TaskSecrets.of(definition)))));
    }
}
