package io.vigil.scanner.collect.sqs;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.sqs.QueueEncryption;
import io.vigil.checks.aws.sqs.SqsQueue;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues of a region. */
public final class Queues implements Collector<SqsQueue> {
    private static final int PAGE = 1000;
    private static final Set<String> DELETED_MEANWHILE =
            Set.of("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist");

    @Override
    public ResourceType<SqsQueue> type() {
        return ResourceTypes.SQS_QUEUE;
    }

    @Override
    public Set<String> operations() {
        return Set.of("sqs:ListQueues", "sqs:GetQueueAttributes");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SqsQueue> sink) throws InterruptedException {
        return scope.calls().stream(
                SqsClient.class,
                scope.region(),
                ListQueuesRequest.builder().maxResults(PAGE).build(),
                SqsClient::listQueuesPaginator,
                ListQueuesResponse::queueUrls,
                page -> {
                    for (Optional<Resource<SqsQueue>> queue : scope.each(page, url -> resource(scope, url)))
                        if (queue.isPresent()) sink.accept(queue.get());
                });
    }

    private Optional<Resource<SqsQueue>> resource(UnitScope scope, String url) throws InterruptedException {
        Read<Optional<GetQueueAttributesResponse>> found = scope.calls()
                .find(
                        SqsClient.class,
                        scope.region(),
                        GetQueueAttributesRequest.builder()
                                .queueUrl(url)
                                .attributeNames(
                                        QueueAttributeName.POLICY,
                                        QueueAttributeName.KMS_MASTER_KEY_ID,
                                        QueueAttributeName.SQS_MANAGED_SSE_ENABLED)
                                .build(),
                        SqsClient::getQueueAttributes,
                        DELETED_MEANWHILE);
        if (ReadParts.isNone(found)) return Optional.empty();
        Read<Map<String, String>> attributes =
                found.map(each -> each.orElseThrow().attributesAsStrings());
        String name = url.substring(url.lastIndexOf('/') + 1);
        return Optional.of(new Resource<>(
                type(),
                scope.region(),
                scope.arn("sqs", name),
                name,
                Map.of(),
                new SqsQueue(name, url, policy(scope, attributes), attributes.map(Queues::encryption))));
    }

    private static Read<Optional<PolicyFacts>> policy(UnitScope scope, Read<Map<String, String>> attributes) {
        return PolicyMeaning.ofOptional(
                scope,
                "sqs:GetQueueAttributes",
                attributes.map(all -> Optional.ofNullable(all.get("Policy")).filter(text -> !text.isEmpty())));
    }

    private static QueueEncryption encryption(Map<String, String> attributes) {
        return new QueueEncryption(
                attributes.getOrDefault("KmsMasterKeyId", ""),
                Boolean.parseBoolean(attributes.getOrDefault("SqsManagedSseEnabled", "false")));
    }
}
