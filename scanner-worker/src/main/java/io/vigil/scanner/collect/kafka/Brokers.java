package io.vigil.scanner.collect.kafka;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.kafka.KafkaCluster;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.kafka.model.Cluster;
import software.amazon.awssdk.services.kafka.model.ClusterState;
import software.amazon.awssdk.services.kafka.model.ListClustersV2Request;
import software.amazon.awssdk.services.kafka.model.ListClustersV2Response;

/** The Kafka clusters of a region. */
public final class Brokers implements Collector<KafkaCluster> {
    private static final int PAGE = 100;

    @Override
    public ResourceType<KafkaCluster> type() {
        return ResourceTypes.KAFKA_CLUSTER;
    }

    @Override
    public Set<String> operations() {
        return Set.of("kafka:ListClustersV2");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<KafkaCluster> sink) throws InterruptedException {
        return scope.calls().stream(
                KafkaClient.class,
                scope.region(),
                ListClustersV2Request.builder().maxResults(PAGE).build(),
                KafkaClient::listClustersV2Paginator,
                ListClustersV2Response::clusterInfoList,
                page -> {
                    for (Cluster cluster : page)
                        if (cluster.state() != ClusterState.DELETING) sink.accept(resource(scope, cluster));
                });
    }

    private Resource<KafkaCluster> resource(UnitScope scope, Cluster cluster) {
        return new Resource<>(
                type(),
                scope.region(),
                cluster.clusterArn(),
                cluster.clusterName(),
                cluster.tags(),
                new KafkaCluster(cluster));
    }
}
