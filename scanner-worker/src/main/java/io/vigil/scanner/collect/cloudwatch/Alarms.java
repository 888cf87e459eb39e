package io.vigil.scanner.collect.cloudwatch;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.cloudwatch.CloudWatchAlarm;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** The alarms of a region that watch a metric. */
public final class Alarms implements Collector<CloudWatchAlarm> {
    @Override
    public ResourceType<CloudWatchAlarm> type() {
        return ResourceTypes.CLOUDWATCH_ALARM;
    }

    @Override
    public Set<String> operations() {
        return Set.of("cloudwatch:DescribeAlarms");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<CloudWatchAlarm> sink) throws InterruptedException {
        return scope.calls().stream(
                CloudWatchClient.class,
                scope.region(),
                DescribeAlarmsRequest.builder()
                        .alarmTypes(AlarmType.METRIC_ALARM)
                        .maxRecords(/* the most that AWS gives */ 100)
                        .build(),
                CloudWatchClient::describeAlarmsPaginator,
                DescribeAlarmsResponse::metricAlarms,
                page -> {
                    for (MetricAlarm alarm : page)
                        sink.accept(new Resource<>(
                                type(),
                                scope.region(),
                                alarm.alarmArn(),
                                alarm.alarmName(),
                                Map.of(),
                                new CloudWatchAlarm(alarm)));
                });
    }
}
