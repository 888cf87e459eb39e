package io.vigil.checks.aws.cloudwatch;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * An alarm on a metric.
 */
public record CloudWatchAlarm(@Itself MetricAlarm alarm) {}
