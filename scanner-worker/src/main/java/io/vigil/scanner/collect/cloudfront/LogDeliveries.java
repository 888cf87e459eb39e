package io.vigil.scanner.collect.cloudfront;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.Delivery;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeliverySource;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDeliveriesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDeliveriesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDeliverySourcesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDeliverySourcesResponse;

/** Access logs that CloudWatch Logs delivers: a source names the distribution, and a delivery names the source. */
final class LogDeliveries {
    static final Set<String> OPERATIONS = Set.of("logs:DescribeDeliverySources", "logs:DescribeDeliveries");

    private static final int PAGE = 50;

    private LogDeliveries() {}

    /** CloudFront's are kept in us-east-1, the global unit's own region. */
    static Read<Boolean> of(UnitScope scope, String distributionArn) throws InterruptedException {
        Read<List<DeliverySource>> sources = scope.calls()
                .list(
                        CloudWatchLogsClient.class,
                        scope.region(),
                        DescribeDeliverySourcesRequest.builder().limit(PAGE).build(),
                        CloudWatchLogsClient::describeDeliverySourcesPaginator,
                        DescribeDeliverySourcesResponse::deliverySources)
                .whole();
        Read<List<Delivery>> deliveries = scope.calls()
                .list(
                        CloudWatchLogsClient.class,
                        scope.region(),
                        DescribeDeliveriesRequest.builder().limit(PAGE).build(),
                        CloudWatchLogsClient::describeDeliveriesPaginator,
                        DescribeDeliveriesResponse::deliveries)
                .whole();
        return sources.flatMap(all -> deliveries.map(delivered -> all.stream()
                .filter(source -> source.resourceArns().contains(distributionArn))
                .anyMatch(source ->
                        delivered.stream().anyMatch(delivery -> source.name().equals(delivery.deliverySourceName())))));
    }
}
