package io.vigil.scanner.collect.s3;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.s3.S3MultiRegionAccessPoint;
import io.vigil.contracts.Region;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.ListMultiRegionAccessPointsRequest;
import software.amazon.awssdk.services.s3control.model.ListMultiRegionAccessPointsResponse;
import software.amazon.awssdk.services.s3control.model.MultiRegionAccessPointReport;
import software.amazon.awssdk.services.s3control.model.MultiRegionAccessPointStatus;

/** The access points that span regions, all kept in one of them. */
public final class MultiRegionAccessPoints implements Collector<S3MultiRegionAccessPoint> {
    private static final int PAGE = 100;

    /** The only region that answers for them. */
    private static final Region HOME = new Region("us-west-2");

    @Override
    public ResourceType<S3MultiRegionAccessPoint> type() {
        return ResourceTypes.S3_MULTI_REGION_ACCESS_POINT;
    }

    @Override
    public Set<String> operations() {
        return Set.of("s3control:ListMultiRegionAccessPoints");
    }

    /** Other partitions than AWS's own have none. */
    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<S3MultiRegionAccessPoint> sink) throws InterruptedException {
        if (!scope.globalArn("s3", "").startsWith("arn:aws:")) return ListEnd.REACHED;
        return scope.calls().stream(
                S3ControlClient.class,
                HOME,
                ListMultiRegionAccessPointsRequest.builder()
                        .accountId(scope.account().value())
                        .maxResults(PAGE)
                        .build(),
                S3ControlClient::listMultiRegionAccessPointsPaginator,
                ListMultiRegionAccessPointsResponse::accessPoints,
                page -> {
                    for (MultiRegionAccessPointReport each : page)
                        if (each.status() != MultiRegionAccessPointStatus.DELETING) sink.accept(resource(scope, each));
                });
    }

    private Resource<S3MultiRegionAccessPoint> resource(UnitScope scope, MultiRegionAccessPointReport it) {
        return new Resource<>(
                type(),
                Region.GLOBAL,
                "arn:aws:s3::%s:accesspoint/%s".formatted(scope.account(), it.alias() == null ? it.name() : it.alias()),
                String.valueOf(it.name()),
                Map.of(),
                new S3MultiRegionAccessPoint(it, Read.known(Optional.ofNullable(it.publicAccessBlock()))));
    }
}
