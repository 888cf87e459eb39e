package io.vigil.scanner.collect.cloudtrail;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.AccountTrail;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** The trails that a region shows. A trail that many regions show is asked once, in its home region. */
public final class RegionTrails {
    public static final Set<String> OPERATIONS =
            Set.of("cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors");

    /** A deleted trail's shadow stays in other regions for a while. */
    private static final Set<String> DELETED = Set.of("TrailNotFoundException");

    private RegionTrails() {}

    /** Every trail, shadow trails and those of the organization included. */
    static Read<List<Trail>> described(UnitScope scope, Region region) throws InterruptedException {
        return scope.calls()
                .get(
                        CloudTrailClient.class,
                        region,
                        DescribeTrailsRequest.builder()
                                .includeShadowTrails(true)
                                .build(),
                        CloudTrailClient::describeTrails)
                .map(DescribeTrailsResponse::trailList);
    }

    /** As {@link #described}, each with its status; deleted ones are left out. */
    public static Read<List<AccountTrail>> in(UnitScope scope, Region region) throws InterruptedException {
        return switch (described(scope, region)) {
            case Read.Missing<List<Trail>>(Unread why) -> Read.missing(why);
            case Read.Known<List<Trail>>(List<Trail> trails) ->
                Read.known(scope.each(trails, trail -> withStatus(scope, trail)).stream()
                        .flatMap(Optional::stream)
                        .toList());
        };
    }

    /** Empty when the trail is deleted. */
    static Optional<AccountTrail> withStatus(UnitScope scope, Trail trail) throws InterruptedException {
        Region home = new Region(trail.homeRegion());
        Read<Optional<GetTrailStatusResponse>> status = scope.calls()
                .find(
                        CloudTrailClient.class,
                        home,
                        GetTrailStatusRequest.builder().name(trail.trailARN()).build(),
                        CloudTrailClient::getTrailStatus,
                        DELETED);
        if (status instanceof Read.Known<Optional<GetTrailStatusResponse>>(var found) && found.isEmpty())
            return Optional.empty();
        return Optional.of(new AccountTrail(
                trail,
                status.map(Optional::orElseThrow),
                scope.calls()
                        .get(
                                CloudTrailClient.class,
                                home,
                                GetEventSelectorsRequest.builder()
                                        .trailName(trail.trailARN())
                                        .build(),
                                CloudTrailClient::getEventSelectors)));
    }
}
