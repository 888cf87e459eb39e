package io.vigil.scanner.collect.config;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.config.ConfigRecorder;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecorderStatusRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecordersRequest;
import software.amazon.awssdk.services.config.model.DescribeDeliveryChannelStatusRequest;
import software.amazon.awssdk.services.config.model.DescribeDeliveryChannelStatusResponse;

/** The recorders of AWS Config in a region: at most one of the customer, and those of services. */
public final class Recorders implements Collector<ConfigRecorder> {
    @Override
    public ResourceType<ConfigRecorder> type() {
        return ResourceTypes.CONFIG_RECORDER;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "config:DescribeConfigurationRecorders",
                "config:DescribeConfigurationRecorderStatus",
                "config:DescribeDeliveryChannelStatus");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ConfigRecorder> sink) throws InterruptedException {
        Read<List<ConfigurationRecorder>> recorders = scope.calls()
                .get(
                        ConfigClient.class,
                        scope.region(),
                        DescribeConfigurationRecordersRequest.builder().build(),
                        ConfigClient::describeConfigurationRecorders)
                .map(found -> found.configurationRecorders());
        switch (recorders) {
            case Read.Missing<List<ConfigurationRecorder>>(Unread why) -> {
                return new ListEnd.NotReached(why);
            }
            case Read.Known<List<ConfigurationRecorder>>(List<ConfigurationRecorder> known) -> {
                for (ConfigurationRecorder recorder : known) sink.accept(resource(scope, recorder));
                return ListEnd.REACHED;
            }
        }
    }

    private Resource<ConfigRecorder> resource(UnitScope scope, ConfigurationRecorder recorder)
            throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("config", "configuration-recorder/" + recorder.name()),
                recorder.name(),
                Map.of(),
                new ConfigRecorder(
                        recorder,
                        scope.calls()
                                .get(
                                        ConfigClient.class,
                                        scope.region(),
                                        DescribeConfigurationRecorderStatusRequest.builder()
                                                .build(),
                                        ConfigClient::describeConfigurationRecorderStatus)
                                .map(found -> found.configurationRecordersStatus().stream()
                                        .filter(status -> Objects.equals(status.name(), recorder.name()))
                                        .findFirst()),
                        scope.calls()
                                .get(
                                        ConfigClient.class,
                                        scope.region(),
                                        DescribeDeliveryChannelStatusRequest.builder()
                                                .build(),
                                        ConfigClient::describeDeliveryChannelStatus)
                                .map(DescribeDeliveryChannelStatusResponse::deliveryChannelsStatus)));
    }
}
