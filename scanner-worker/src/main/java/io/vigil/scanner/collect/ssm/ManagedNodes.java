package io.vigil.scanner.collect.ssm;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ssm.SsmManagedNode;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.ListResourceComplianceSummariesRequest;
import software.amazon.awssdk.services.ssm.model.ListResourceComplianceSummariesResponse;
import software.amazon.awssdk.services.ssm.model.ResourceComplianceSummaryItem;

/** The machines that Systems Manager manages in a region, each with what it has told of its patches and programs. */
public final class ManagedNodes implements Collector<SsmManagedNode> {
    private static final int PAGE = 50;

    @Override
    public ResourceType<SsmManagedNode> type() {
        return ResourceTypes.SSM_MANAGED_NODE;
    }

    @Override
    public Set<String> operations() {
        return Set.of(NodeList.OPERATION, "ssm:ListResourceComplianceSummaries", Inventories.OPERATION);
    }

    /** Where nothing is managed, nothing more is asked. */
    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SsmManagedNode> sink) throws InterruptedException {
        Listed<InstanceInformation> nodes = NodeList.of(scope);
        if (nodes.items().isEmpty()) return nodes.end();
        Read<List<ResourceComplianceSummaryItem>> compliance = compliance(scope);
        Inventories inventories = Inventories.of(scope);
        for (InstanceInformation node : nodes.items()) sink.accept(resource(scope, node, compliance, inventories));
        return nodes.end();
    }

    private static Read<List<ResourceComplianceSummaryItem>> compliance(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        SsmClient.class,
                        scope.region(),
                        ListResourceComplianceSummariesRequest.builder()
                                .maxResults(PAGE)
                                .build(),
                        SsmClient::listResourceComplianceSummariesPaginator,
                        ListResourceComplianceSummariesResponse::resourceComplianceSummaryItems)
                .whole();
    }

    private Resource<SsmManagedNode> resource(
            UnitScope scope,
            InstanceInformation node,
            Read<List<ResourceComplianceSummaryItem>> compliance,
            Inventories inventories) {
        String id = node.instanceId();
        return new Resource<>(
                type(),
                scope.region(),
                id.startsWith("mi-") ? scope.arn("ssm", "managed-instance/" + id) : scope.arn("ec2", "instance/" + id),
                id,
                Map.of(),
                new SsmManagedNode(
                        node,
                        compliance.map(all -> of(all, id, "Patch")),
                        compliance.map(all -> of(all, id, "Association")),
                        compliance.map(all -> baselines(all, id)),
                        inventories.of(id),
                        inventories.servicesOf(node)));
    }

    /** A customer's own types of compliance begin so. */
    private static List<ResourceComplianceSummaryItem> baselines(List<ResourceComplianceSummaryItem> all, String node) {
        return all.stream()
                .filter(each -> node.equals(each.resourceId())
                        && String.valueOf(each.complianceType()).startsWith("Custom:"))
                .toList();
    }

    private static Optional<ResourceComplianceSummaryItem> of(
            List<ResourceComplianceSummaryItem> all, String node, String type) {
        return all.stream()
                .filter(each -> node.equals(each.resourceId()) && type.equals(each.complianceType()))
                .findFirst();
    }
}
