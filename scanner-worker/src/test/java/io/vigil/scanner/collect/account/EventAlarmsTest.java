package io.vigil.scanner.collect.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

class EventAlarmsTest {
    private static final MetricTransformation COUNTED = MetricTransformation.builder()
            .metricNamespace("Audit")
            .metricName("root")
            .build();

    @Test
    void anAlarmIsOnTheMetricOfItsNamespaceAndName() {
        assertThat(EventAlarms.isOn(alarm("Audit", "root"), COUNTED)).isTrue();
        assertThat(EventAlarms.isOn(alarm("Other", "root"), COUNTED)).isFalse();
        assertThat(EventAlarms.isOn(alarm("Audit", "Root"), COUNTED)).isFalse();
    }

    @Test
    void anAlarmOnACalculationIsOnEachOfItsMetrics() {
        // Given
        MetricAlarm calculated = MetricAlarm.builder()
                .metrics(
                        q -> q.expression("m1 + 1"),
                        q -> q.metricStat(
                                m -> m.metric(x -> x.namespace("Audit").metricName("root"))))
                .build();

        // Then
        assertThat(EventAlarms.isOn(calculated, COUNTED)).isTrue();
        assertThat(EventAlarms.isOn(MetricAlarm.builder().build(), COUNTED)).isFalse();
    }

    @Test
    void aMetricWithOtherDimensionsIsAnotherMetric() {
        // Given
        MetricTransformation byUser = COUNTED.toBuilder()
                .dimensions(Map.of("User", "$.userIdentity.arn"))
                .build();
        MetricAlarm ofOneUser = alarm("Audit", "root").toBuilder()
                .dimensions(d -> d.name("User").value("arn:aws:iam::111122223333:root"))
                .build();

        // Then
        assertThat(EventAlarms.isOn(alarm("Audit", "root"), byUser)).isFalse();
        assertThat(EventAlarms.isOn(ofOneUser, byUser)).isTrue();
        assertThat(EventAlarms.isOn(ofOneUser, COUNTED)).isFalse();
    }

    private static MetricAlarm alarm(String namespace, String name) {
        return MetricAlarm.builder().namespace(namespace).metricName(name).build();
    }
}
