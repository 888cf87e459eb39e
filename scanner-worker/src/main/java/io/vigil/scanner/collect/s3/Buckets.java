package io.vigil.scanner.collect.s3;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.s3.S3Bucket;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.Bucket;

/** The buckets of an account in every region, each asked where it lives. */
public final class Buckets implements Collector<S3Bucket> {

    @Override
    public ResourceType<S3Bucket> type() {
        return ResourceTypes.S3_BUCKET;
    }

    @Override
    public Set<String> operations() {
        return BucketFacts.OPERATIONS;
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<S3Bucket> sink) throws InterruptedException {
        Listed<Bucket> buckets = BucketFacts.list(scope);
        Read<Map<String, List<String>>> logs = BucketSettings.logDestinations(scope, buckets);
        return buckets.end().and(ReadParts.handOver(scope, buckets.items(), b -> resource(scope, b, logs), sink));
    }

    private Read<Optional<Resource<S3Bucket>>> resource(
            UnitScope scope, Bucket bucket, Read<Map<String, List<String>>> logs) throws InterruptedException {
        return BucketFacts.of(scope, bucket, logs.map(all -> all.getOrDefault(bucket.name(), List.of())))
                .map(found -> found.map(located -> new Resource<>(
                        type(),
                        located.region(),
                        scope.globalArn("s3", bucket.name()),
                        bucket.name(),
                        Map.of(),
                        located.bucket())));
    }
}
