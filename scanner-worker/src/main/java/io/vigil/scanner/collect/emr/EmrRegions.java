package io.vigil.scanner.collect.emr;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.emr.EmrRegionSettings;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emr.model.GetBlockPublicAccessConfigurationRequest;

/** What EMR is set to in a region; there is always exactly one. */
public final class EmrRegions implements Collector<EmrRegionSettings> {
    private static final String OPERATION = "emr:GetBlockPublicAccessConfiguration";

    @Override
    public ResourceType<EmrRegionSettings> type() {
        return ResourceTypes.EMR_REGION_SETTINGS;
    }

    @Override
    public Set<String> operations() {
        return Set.of(OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EmrRegionSettings> sink) throws InterruptedException {
        sink.accept(new Resource<>(
                type(),
                scope.region(),
                "%s/%s".formatted(scope.account(), scope.region()),
                "EMR settings of " + scope.region(),
                Map.of(),
                new EmrRegionSettings(
                        scope.region().value(),
                        scope.calls()
                                .get(
                                        EmrClient.class,
                                        scope.region(),
                                        GetBlockPublicAccessConfigurationRequest.builder()
                                                .build(),
                                        EmrClient::getBlockPublicAccessConfiguration)
                                .flatMap(answer ->
                                        ReadParts.told(OPERATION, answer.blockPublicAccessConfiguration())))));
        return ListEnd.REACHED;
    }
}
