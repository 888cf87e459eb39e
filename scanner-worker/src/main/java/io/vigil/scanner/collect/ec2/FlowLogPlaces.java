package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ec2.KeptFlowLog;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.s3.BucketFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** How long the records of flow logs are kept where they are written to. */
final class FlowLogPlaces {
    static final Set<String> OPERATIONS = Set.of(
            "logs:DescribeLogGroups", "s3:ListBuckets", "s3:GetBucketLocation", "s3:GetBucketLifecycleConfiguration");

    private static final Set<String> NO_LIFECYCLE = Set.of("NoSuchLifecycleConfiguration");

    private FlowLogPlaces() {}

    /** Of those that are active. */
    static List<KeptFlowLog> of(UnitScope scope, List<FlowLog> flowLogs) throws InterruptedException {
        return scope.each(
                flowLogs.stream()
                        .filter(log -> "ACTIVE".equals(log.flowLogStatus()))
                        .toList(),
                log -> of(scope, log));
    }

    private static KeptFlowLog of(UnitScope scope, FlowLog log) throws InterruptedException {
        String destination = log.logDestination() == null ? "" : log.logDestination();
        return switch (log.logDestinationType()) {
            case CLOUD_WATCH_LOGS -> inLogGroup(scope, log, destination);
            case S3 -> inBucket(scope, log, destination);
            case null, default ->
                kept(log, destination, elsewhere("how long %s keeps them is not told".formatted(destination)));
        };
    }

    private static KeptFlowLog inLogGroup(UnitScope scope, FlowLog log, String destination)
            throws InterruptedException {
        String[] arn = destination.split(":", /* limit */ 7);
        String name = arn.length == 7 ? arn[6].replaceFirst(":\\*$", "") : log.logGroupName();
        if (name == null || name.isEmpty()) return kept(log, "log group", elsewhere("no log group is named"));
        String place = "log group " + name;
        if (arn.length == 7 && !scope.owns(arn[4]))
            return kept(log, place, elsewhere("%s belongs to account %s".formatted(place, arn[4])));
        Read<List<LogGroup>> groups = scope.calls()
                .list(
                        CloudWatchLogsClient.class,
                        scope.region(),
                        DescribeLogGroupsRequest.builder()
                                .logGroupNamePrefix(name)
                                .build(),
                        CloudWatchLogsClient::describeLogGroupsPaginator,
                        DescribeLogGroupsResponse::logGroups)
                .whole();
        return kept(
                log,
                place,
                groups.map(found -> found.stream()
                        .filter(group -> name.equals(group.logGroupName()))
                        .findFirst()
                        .map(group -> Optional.ofNullable(group.retentionInDays()))
                        .orElse(Optional.of(0))));
    }

    private static KeptFlowLog inBucket(UnitScope scope, FlowLog log, String destination) throws InterruptedException {
        String[] path = destination.replaceFirst("^arn:[^:]*:s3:::", "").split("/", /* limit */ 2);
        String bucket = path[0];
        if (bucket.isEmpty()) return kept(log, "bucket", elsewhere("no bucket is named"));
        String folder = path.length == 2 && !path[1].isEmpty() ? path[1].replaceFirst("/?$", "/") : "";
        String place = "bucket " + bucket;
        return switch (BucketFacts.regionOf(scope, bucket)) {
            case Read.Missing<Region>(Unread why) -> kept(log, place, Read.missing(why));
            case Read.Known<Region>(Region at) -> {
                Read<Optional<GetBucketLifecycleConfigurationResponse>> lifecycle = scope.calls()
                        .find(
                                S3Client.class,
                                at,
                                GetBucketLifecycleConfigurationRequest.builder()
                                        .bucket(bucket)
                                        .build(),
                                S3Client::getBucketLifecycleConfiguration,
                                NO_LIFECYCLE);
                yield kept(
                        log,
                        place,
                        lifecycle.map(found -> found.flatMap(rules -> shortest(rules.rules(), folder + "AWSLogs/"))));
            }
        };
    }

    /** The days after which the first rule deletes what lies in a folder; a rule that goes by tags meets no flow log. */
    static Optional<Integer> shortest(List<LifecycleRule> rules, String folder) {
        return rules.stream()
                .filter(rule -> "Enabled".equals(rule.statusAsString()) && rule.expiration() != null)
                .filter(rule -> !goesByTags(rule))
                .filter(rule -> folder.startsWith(prefix(rule)) || prefix(rule).startsWith(folder))
                .flatMap(rule -> rule.expiration().date() != null
                        ? java.util.stream.Stream.of(0)
                        : Optional.ofNullable(rule.expiration().days()).stream())
                .min(Integer::compare);
    }

    private static boolean goesByTags(LifecycleRule rule) {
        if (rule.filter() == null) return false;
        return rule.filter().tag() != null
                || rule.filter().and() != null && !rule.filter().and().tags().isEmpty();
    }

    @SuppressWarnings("deprecation") // buckets still have rules in the older form
    private static String prefix(LifecycleRule rule) {
        String prefix = rule.prefix();
        if (rule.filter() != null)
            prefix = rule.filter().and() != null
                    ? rule.filter().and().prefix()
                    : rule.filter().prefix();
        return prefix == null ? "" : prefix;
    }

    private static KeptFlowLog kept(FlowLog log, String destination, Read<Optional<Integer>> days) {
        return new KeptFlowLog(log.flowLogId(), destination, days);
    }

    private static Read<Optional<Integer>> elsewhere(String why) {
        return Read.missing(new Unread(UnreadReason.NOT_SUPPORTED, "ec2:DescribeFlowLogs", null, why));
    }
}
