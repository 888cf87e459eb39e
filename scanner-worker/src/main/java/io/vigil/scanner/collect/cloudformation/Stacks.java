package io.vigil.scanner.collect.cloudformation;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.cloudformation.CloudFormationStack;
import io.vigil.checks.secrets.SecretTrace;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.secrets.FindSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** The stacks of a region; the values of their outputs are looked at and not kept. */
public final class Stacks implements Collector<CloudFormationStack> {

    @Override
    public ResourceType<CloudFormationStack> type() {
        return ResourceTypes.CLOUDFORMATION_STACK;
    }

    /** Describing all stacks at once takes the right to list them, too. */
    @Override
    public Set<String> operations() {
        return Set.of("cloudformation:DescribeStacks", "cloudformation:ListStacks");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<CloudFormationStack> sink) throws InterruptedException {
        return scope.calls().stream(
                CloudFormationClient.class,
                scope.region(),
                DescribeStacksRequest.builder().build(),
                CloudFormationClient::describeStacksPaginator,
                DescribeStacksResponse::stacks,
                page -> {
                    for (Stack stack : page) sink.accept(resource(scope, stack));
                });
    }

    private Resource<CloudFormationStack> resource(UnitScope scope, Stack stack) {
        return new Resource<>(
                type(),
                scope.region(),
                stack.stackId(),
                stack.stackName(),
                stack.tags().stream()
                        .collect(Collectors.toMap(
                                Tag::key, tag -> Objects.requireNonNullElse(tag.value(), ""), (first, again) -> again)),
                new CloudFormationStack(stack, secretTraces(stack)));
    }

    private static List<SecretTrace> secretTraces(Stack stack) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Output output : stack.outputs())
            if (output.outputValue() != null) texts.put(output.outputKey(), output.outputValue());
        return FindSecrets.in(texts);
    }
}
