package io.vigil.scanner.collect.ssm;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ssm.SsmParameter;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/** The parameters of a region by what is known about them; their values are never asked for. */
public final class Parameters implements Collector<SsmParameter> {
    private static final int PAGE = 50;

    @Override
    public ResourceType<SsmParameter> type() {
        return ResourceTypes.SSM_PARAMETER;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ssm:DescribeParameters");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SsmParameter> sink) throws InterruptedException {
        return scope.calls().stream(
                SsmClient.class,
                scope.region(),
                DescribeParametersRequest.builder().maxResults(PAGE).build(),
                SsmClient::describeParametersPaginator,
                DescribeParametersResponse::parameters,
                page -> {
                    for (ParameterMetadata each : page) sink.accept(resource(scope, each));
                });
    }

    /** A name that is a path brings its first slash along. */
    private Resource<SsmParameter> resource(UnitScope scope, ParameterMetadata it) {
        String path = it.name().startsWith("/") ? it.name().substring(1) : it.name();
        return new Resource<>(
                type(),
                scope.region(),
                it.arn() == null ? scope.arn("ssm", "parameter/" + path) : it.arn(),
                it.name(),
                Map.of(),
                new SsmParameter(it));
    }
}
