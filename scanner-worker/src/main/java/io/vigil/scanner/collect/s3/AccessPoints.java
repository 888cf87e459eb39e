package io.vigil.scanner.collect.s3;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.s3.S3AccessPoint;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.AccessPoint;
import software.amazon.awssdk.services.s3control.model.GetAccessPointRequest;
import software.amazon.awssdk.services.s3control.model.GetAccessPointResponse;
import software.amazon.awssdk.services.s3control.model.ListAccessPointsRequest;
import software.amazon.awssdk.services.s3control.model.ListAccessPointsResponse;

/** The access points of a region. */
public final class AccessPoints implements Collector<S3AccessPoint> {
    private static final int PAGE = 1000;
    private static final Set<String> DELETED_MEANWHILE = Set.of("NoSuchAccessPoint");

    @Override
    public ResourceType<S3AccessPoint> type() {
        return ResourceTypes.S3_ACCESS_POINT;
    }

    @Override
    public Set<String> operations() {
        return Set.of("s3control:ListAccessPoints", "s3control:GetAccessPoint");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<S3AccessPoint> sink) throws InterruptedException {
        return scope.calls().stream(
                S3ControlClient.class,
                scope.region(),
                ListAccessPointsRequest.builder()
                        .accountId(scope.account().value())
                        .maxResults(PAGE)
                        .build(),
                S3ControlClient::listAccessPointsPaginator,
                ListAccessPointsResponse::accessPointList,
                page -> {
                    for (Optional<Resource<S3AccessPoint>> each : scope.each(page, a -> resource(scope, a)))
                        if (each.isPresent()) sink.accept(each.get());
                });
    }

    /** Empty when it was deleted meanwhile. */
    private Optional<Resource<S3AccessPoint>> resource(UnitScope scope, AccessPoint it) throws InterruptedException {
        Read<Optional<GetAccessPointResponse>> found = scope.calls()
                .find(
                        S3ControlClient.class,
                        scope.region(),
                        GetAccessPointRequest.builder()
                                .accountId(scope.account().value())
                                .name(it.name())
                                .build(),
                        S3ControlClient::getAccessPoint,
                        DELETED_MEANWHILE);
        if (ReadParts.isNone(found)) return Optional.empty();
        return Optional.of(new Resource<>(
                type(),
                scope.region(),
                it.accessPointArn() == null ? scope.arn("s3", "accesspoint/" + it.name()) : it.accessPointArn(),
                it.name(),
                Map.of(),
                new S3AccessPoint(
                        it,
                        // an answer without the block has the name, half an answer has nothing
                        found.map(Optional::orElseThrow)
                                .flatMap(answer -> ReadParts.told("s3control:GetAccessPoint", answer.name())
                                        .map(name -> Optional.ofNullable(answer.publicAccessBlockConfiguration()))))));
    }
}
