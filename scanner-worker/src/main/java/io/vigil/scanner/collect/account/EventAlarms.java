package io.vigil.scanner.collect.account;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.EventAlarm;
import io.vigil.contracts.Region;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** The alarms on the metrics that a log group's filters count. */
final class EventAlarms {
    static final Set<String> OPERATIONS =
            Set.of("logs:DescribeMetricFilters", "cloudwatch:DescribeAlarms", AlarmReceivers.OPERATION);

    private static final int PAGE = 100;

    private EventAlarms() {}

    static Read<List<EventAlarm>> on(UnitScope scope, Region region, String logGroup) throws InterruptedException {
        Read<List<MetricFilter>> filters = scope.calls()
                .list(
                        CloudWatchLogsClient.class,
                        region,
                        DescribeMetricFiltersRequest.builder()
                                .logGroupName(logGroup)
                                .build(),
                        CloudWatchLogsClient::describeMetricFiltersPaginator,
                        DescribeMetricFiltersResponse::metricFilters)
                .whole();
        Read<List<MetricAlarm>> alarms = scope.calls()
                .list(
                        CloudWatchClient.class,
                        region,
                        DescribeAlarmsRequest.builder()
                                .alarmTypes(AlarmType.METRIC_ALARM)
                                .maxRecords(PAGE)
                                .build(),
                        CloudWatchClient::describeAlarmsPaginator,
                        DescribeAlarmsResponse::metricAlarms)
                .whole();
        if (filters instanceof Read.Known<List<MetricFilter>>(var knownFilters)
                && alarms instanceof Read.Known<List<MetricAlarm>>(var knownAlarms))
            return Read.known(joined(scope, knownFilters, knownAlarms));
        return filters.flatMap(none -> alarms.map(nothing -> List.of()));
    }

    private static List<EventAlarm> joined(UnitScope scope, List<MetricFilter> filters, List<MetricAlarm> alarms)
            throws InterruptedException {
        List<EventAlarm> joined = new ArrayList<>();
        for (MetricFilter filter : filters)
            for (MetricTransformation counted : filter.metricTransformations())
                for (MetricAlarm alarm : alarms)
                    if (isOn(alarm, counted))
                        joined.add(new EventAlarm(
                                filter.filterName(),
                                filter.filterPattern() == null ? "" : filter.filterPattern(),
                                alarm.alarmName(),
                                Boolean.TRUE.equals(alarm.actionsEnabled()),
                                AlarmReceivers.reached(scope, alarm)));
        return joined;
    }

    /** Also as one metric of a calculation. A metric with other dimensions is another metric. */
    static boolean isOn(MetricAlarm alarm, MetricTransformation counted) {
        if (alarm.metricName() != null)
            return isMetric(alarm.namespace(), alarm.metricName(), alarm.dimensions(), counted);
        return alarm.metrics().stream()
                .filter(query -> query.metricStat() != null)
                .map(query -> query.metricStat().metric())
                .anyMatch((Metric metric) ->
                        isMetric(metric.namespace(), metric.metricName(), metric.dimensions(), counted));
    }

    private static boolean isMetric(
            String namespace, String name, List<Dimension> dimensions, MetricTransformation counted) {
        Map<String, String> wanted = counted.dimensions();
        return counted.metricNamespace().equals(namespace)
                && counted.metricName().equals(name)
                && dimensions.stream()
                        .map(Dimension::name)
                        .collect(Collectors.toSet())
                        .equals(wanted.keySet());
    }
}
