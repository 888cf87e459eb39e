package io.vigil.scanner.collect.logs;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.logs.LogsGroup;
import io.vigil.checks.policy.PolicyDocument;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

/** The log groups of a region, each with what the region's resource policies open of it. */
public final class LogGroups implements Collector<LogsGroup> {
    @Override
    public ResourceType<LogsGroup> type() {
        return ResourceTypes.LOGS_GROUP;
    }

    @Override
    public Set<String> operations() {
        return Set.of("logs:DescribeLogGroups", "logs:DescribeResourcePolicies");
    }

    private static final int PAGE = 50;

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<LogsGroup> sink) throws InterruptedException {
        Read<Map<String, PolicyDocument>> policies = scope.calls()
                .get(
                        CloudWatchLogsClient.class,
                        scope.region(),
                        DescribeResourcePoliciesRequest.builder().limit(PAGE).build(),
                        CloudWatchLogsClient::describeResourcePolicies)
                .map(DescribeResourcePoliciesResponse::resourcePolicies)
                .flatMap(LogGroups::understood);
        return scope.calls().stream(
                CloudWatchLogsClient.class,
                scope.region(),
                DescribeLogGroupsRequest.builder().limit(PAGE).build(),
                CloudWatchLogsClient::describeLogGroupsPaginator,
                DescribeLogGroupsResponse::logGroups,
                page -> {
                    for (LogGroup group : page)
                        sink.accept(new Resource<>(
                                type(),
                                scope.region(),
                                scope.arn("logs", "log-group:" + group.logGroupName()),
                                group.logGroupName(),
                                Map.of(),
                                new LogsGroup(group, policies.map(all -> open(all, scope, group)))));
                });
    }

    /** A region has at most ten policies; one that is no policy makes all unknown. */
    private static Read<Map<String, PolicyDocument>> understood(List<ResourcePolicy> policies) {
        Map<String, PolicyDocument> understood = new LinkedHashMap<>();
        for (ResourcePolicy policy : policies)
            try {
                understood.put(policy.policyName(), PolicyDocument.parse(policy.policyDocument()));
            } catch (IllegalArgumentException noPolicy) {
                return Read.missing(new Unread(
                        UnreadReason.MALFORMED,
                        "logs:DescribeResourcePolicies",
                        null,
                        "policy %s is not readable: %s".formatted(policy.policyName(), noPolicy.getMessage())));
            }
        return Read.known(understood);
    }

    /** A policy names a group with or without the star for its streams. */
    private static List<String> open(Map<String, PolicyDocument> policies, UnitScope scope, LogGroup group) {
        String arn = scope.arn("logs", "log-group:" + group.logGroupName());
        return policies.entrySet().stream()
                .flatMap(policy -> java.util.stream.Stream.of(arn, arn + ":*")
                        .flatMap(name -> policy.getValue().publicStatementsOn(name).stream())
                        .distinct()
                        .map(statement -> policy.getKey() + "/" + statement))
                .toList();
    }
}
