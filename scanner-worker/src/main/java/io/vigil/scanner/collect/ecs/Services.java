package io.vigil.scanner.collect.ecs;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ecs.EcsService;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Service;

/** The services of a region. */
public final class Services implements Collector<EcsService> {

    @Override
    public ResourceType<EcsService> type() {
        return ResourceTypes.ECS_SERVICE;
    }

    @Override
    public Set<String> operations() {
        return RegionServices.OPERATIONS;
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EcsService> sink) throws InterruptedException {
        Listed<Service> services = RegionServices.of(scope);
        for (Service service : services.items())
            sink.accept(new Resource<>(
                    type(),
                    scope.region(),
                    service.serviceArn(),
                    service.serviceName(),
                    Map.of(),
                    new EcsService(service)));
        return services.end();
    }
}
