package io.vigil.scanner.collect.cloudtrail;

import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.s3.BucketFacts;
import io.vigil.scanner.collect.s3.BucketSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;

/** How long the places keep a trail's events that it writes to, and who is seen to read them. */
final class KeptLogs {
    static final Set<String> OPERATIONS =
            Set.of("s3:GetBucketLogging", "s3:GetBucketLifecycleConfiguration", "logs:DescribeLogGroups");

    private static final Set<String> NO_LIFECYCLE = Set.of("NoSuchLifecycleConfiguration");

    private KeptLogs() {}

    static Read<Optional<LoggingEnabled>> bucketLogging(UnitScope scope, Trail trail) throws InterruptedException {
        String bucket = trail.s3BucketName();
        return switch (BucketFacts.regionOf(scope, bucket)) {
            case Read.Missing<Region>(Unread why) -> Read.missing(why);
            case Read.Known<Region>(Region at) -> BucketSettings.logging(scope, bucket, at);
        };
    }

    static Read<List<LifecycleRule>> bucketLifecycle(UnitScope scope, Trail trail) throws InterruptedException {
        String bucket = trail.s3BucketName();
        return switch (BucketFacts.regionOf(scope, bucket)) {
            case Read.Missing<Region>(Unread why) -> Read.missing(why);
            case Read.Known<Region>(Region at) ->
                scope.calls()
                        .find(
                                S3Client.class,
                                at,
                                GetBucketLifecycleConfigurationRequest.builder()
                                        .bucket(bucket)
                                        .build(),
                                S3Client::getBucketLifecycleConfiguration,
                                NO_LIFECYCLE)
                        .map(found -> found.map(GetBucketLifecycleConfigurationResponse::rules)
                                .orElse(List.of()));
        };
    }

    static Read<Optional<LogGroup>> logGroup(UnitScope scope, Trail trail) throws InterruptedException {
        String told = trail.cloudWatchLogsLogGroupArn();
        if (told == null || told.isEmpty()) return Read.known(Optional.empty());
        Arn arn = Arn.fromString(told);
        String owner = arn.accountId().orElse("");
        if (!owner.equals(scope.account().value()))
            return Read.missing(new Unread(
                    UnreadReason.NOT_SUPPORTED,
                    "logs:DescribeLogGroups",
                    null,
                    "the trail's log group belongs to account " + owner));
        String name = arn.resourceAsString().replaceFirst("^log-group:", "").replaceFirst(":\\*$", "");
        return scope.calls()
                .list(
                        CloudWatchLogsClient.class,
                        new Region(arn.region().orElseThrow()),
                        DescribeLogGroupsRequest.builder()
                                .logGroupNamePrefix(name)
                                .build(),
                        CloudWatchLogsClient::describeLogGroupsPaginator,
                        DescribeLogGroupsResponse::logGroups)
                .whole()
                .map(groups -> groups.stream()
                        .filter(group -> group.logGroupName().equals(name))
                        .findFirst());
    }
}
