package io.vigil.scanner.collect.sns;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.sns.SnsTopic;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.Topic;

/** The topics of a region. */
public final class Topics implements Collector<SnsTopic> {
    private static final Set<String> DELETED_MEANWHILE = Set.of("NotFound", "NotFoundException");

    @Override
    public ResourceType<SnsTopic> type() {
        return ResourceTypes.SNS_TOPIC;
    }

    @Override
    public Set<String> operations() {
        return Set.of("sns:ListTopics", "sns:GetTopicAttributes");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SnsTopic> sink) throws InterruptedException {
        return scope.calls().stream(
                SnsClient.class,
                scope.region(),
                ListTopicsRequest.builder().build(),
                SnsClient::listTopicsPaginator,
                ListTopicsResponse::topics,
                page -> {
                    for (Optional<Resource<SnsTopic>> topic : scope.each(page, t -> resource(scope, t)))
                        if (topic.isPresent()) sink.accept(topic.get());
                });
    }

    private Optional<Resource<SnsTopic>> resource(UnitScope scope, Topic topic) throws InterruptedException {
        Read<Optional<GetTopicAttributesResponse>> found = scope.calls()
                .find(
                        SnsClient.class,
                        scope.region(),
                        GetTopicAttributesRequest.builder()
                                .topicArn(topic.topicArn())
                                .build(),
                        SnsClient::getTopicAttributes,
                        DELETED_MEANWHILE);
        if (ReadParts.isNone(found)) return Optional.empty();
        Read<Map<String, String>> attributes =
                found.map(each -> each.orElseThrow().attributes());
        String arn = topic.topicArn();
        return Optional.of(new Resource<>(
                type(),
                scope.region(),
                arn,
                arn.substring(arn.lastIndexOf(':') + 1),
                Map.of(),
                new SnsTopic(
                        topic,
                        attributes.flatMap(all ->
                                PolicyMeaning.of(scope, "sns:GetTopicAttributes", all.getOrDefault("Policy", ""))),
                        attributes.map(all -> all.getOrDefault("KmsMasterKeyId", "")))));
    }
}
