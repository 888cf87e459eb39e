package io.vigil.scanner.collect.ecs;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/** The services of all clusters of a region, read once a unit for whoever needs them. */
final class RegionServices {
    static final Set<String> OPERATIONS = Set.of("ecs:ListClusters", "ecs:ListServices", "ecs:DescribeServices");

    private static final int PAGE = 100;

    /** AWS's limit. */
    private static final int BATCH = 10;

    private RegionServices() {}

    static Listed<Service> of(UnitScope scope) throws InterruptedException {
        Listed<String> clusters = scope.calls()
                .list(
                        EcsClient.class,
                        scope.region(),
                        ListClustersRequest.builder().maxResults(PAGE).build(),
                        EcsClient::listClustersPaginator,
                        ListClustersResponse::clusterArns);
        List<Service> services = new ArrayList<>();
        ListEnd end = clusters.end();
        for (Listed<Service> each : scope.each(clusters.items(), cluster -> ofCluster(scope, cluster))) {
            services.addAll(each.items());
            end = end.and(each.end());
        }
        return new Listed<>(services, end);
    }

    private static Listed<Service> ofCluster(UnitScope scope, String cluster) throws InterruptedException {
        Listed<String> arns = scope.calls()
                .list(
                        EcsClient.class,
                        scope.region(),
                        ListServicesRequest.builder()
                                .cluster(cluster)
                                .maxResults(PAGE)
                                .build(),
                        EcsClient::listServicesPaginator,
                        ListServicesResponse::serviceArns);
        List<Service> services = new ArrayList<>();
        ListEnd end = arns.end();
        for (int from = 0; from < arns.items().size(); from += BATCH) {
            List<String> batch =
                    arns.items().subList(from, Math.min(arns.items().size(), from + BATCH));
            Read<DescribeServicesResponse> described = scope.calls()
                    .get(
                            EcsClient.class,
                            scope.region(),
                            DescribeServicesRequest.builder()
                                    .cluster(cluster)
                                    .services(batch)
                                    .build(),
                            EcsClient::describeServices);
            switch (described) {
                case Read.Known<DescribeServicesResponse>(DescribeServicesResponse answer) ->
                    services.addAll(answer.services());
                case Read.Missing<DescribeServicesResponse>(Unread why) -> end = end.and(new ListEnd.NotReached(why));
            }
        }
        return new Listed<>(services, end);
    }
}
