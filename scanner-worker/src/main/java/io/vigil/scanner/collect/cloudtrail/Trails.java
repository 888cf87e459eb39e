package io.vigil.scanner.collect.cloudtrail;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.account.AccountTrail;
import io.vigil.checks.aws.cloudtrail.CloudTrailTrail;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.s3.BucketFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** The trails that this account owns, each once and in its home region, with the bucket that it delivers to. */
public final class Trails implements Collector<CloudTrailTrail> {

    @Override
    public ResourceType<CloudTrailTrail> type() {
        return ResourceTypes.CLOUDTRAIL_TRAIL;
    }

    @Override
    public Set<String> operations() {
        return Stream.of(RegionTrails.OPERATIONS, BucketFacts.OPERATIONS, KeptLogs.OPERATIONS)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<CloudTrailTrail> sink) throws InterruptedException {
        ListEnd end = ListEnd.REACHED;
        Map<String, Trail> owned = new LinkedHashMap<>();
        for (Read<List<Trail>> shown : scope.each(scope.regions(), region -> RegionTrails.described(scope, region))) {
            switch (shown) {
                case Read.Known<List<Trail>>(List<Trail> trails) ->
                    trails.stream().filter(t -> isOf(scope, t)).forEach(t -> owned.putIfAbsent(t.trailARN(), t));
                case Read.Missing<List<Trail>>(Unread why) -> end = end.and(new ListEnd.NotReached(why));
            }
        }
        for (Optional<Resource<CloudTrailTrail>> trail :
                scope.each(List.copyOf(owned.values()), t -> resource(scope, t)))
            if (trail.isPresent()) sink.accept(trail.get());
        return end;
    }

    /** A trail of the organization is shown to its members and judged in the account that owns it. */
    private static boolean isOf(UnitScope scope, Trail trail) {
        return Arn.fromString(trail.trailARN())
                .accountId()
                .filter(scope.account().value()::equals)
                .isPresent();
    }

    private Optional<Resource<CloudTrailTrail>> resource(UnitScope scope, Trail trail) throws InterruptedException {
        Optional<AccountTrail> found = RegionTrails.withStatus(scope, trail);
        if (found.isEmpty()) return Optional.empty();
        AccountTrail known = found.get();
        return Optional.of(new Resource<>(
                type(),
                new Region(trail.homeRegion()),
                trail.trailARN(),
                trail.name(),
                Map.of(),
                new CloudTrailTrail(
                        trail,
                        known.status(),
                        known.selectors(),
                        BucketFacts.named(scope, trail.s3BucketName()),
                        KeptLogs.bucketLogging(scope, trail),
                        KeptLogs.bucketLifecycle(scope, trail),
                        KeptLogs.logGroup(scope, trail))));
    }
}
