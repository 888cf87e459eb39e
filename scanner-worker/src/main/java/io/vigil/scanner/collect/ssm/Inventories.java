package io.vigil.scanner.collect.ssm;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ssm.NodeInventory;
import io.vigil.checks.aws.ssm.NodeService;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetInventoryRequest;
import software.amazon.awssdk.services.ssm.model.GetInventoryResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InventoryResultEntity;
import software.amazon.awssdk.services.ssm.model.InventoryResultItem;
import software.amazon.awssdk.services.ssm.model.PlatformType;

/** What machines told of their programs: one list a region for applications, one for Windows services. */
record Inventories(
        Read<Map<String, InventoryResultItem>> applications, Read<Map<String, InventoryResultItem>> services) {
    static final String OPERATION = "ssm:GetInventory";

    private static final int PAGE = 50;
    private static final String APPLICATIONS = "AWS:Application";
    private static final String SERVICES = "AWS:Service";

    static Inventories of(UnitScope scope) throws InterruptedException {
        return new Inventories(read(scope, APPLICATIONS), read(scope, SERVICES));
    }

    Read<NodeInventory> of(String node) {
        return item(applications, node, APPLICATIONS).flatMap(item -> {
            try {
                return Read.known(new NodeInventory(
                        Instant.parse(String.valueOf(item.captureTime())),
                        item.content().stream()
                                .map(each -> each.getOrDefault("Name", ""))
                                .filter(name -> !name.isEmpty())
                                .distinct()
                                .sorted()
                                .toList()));
            } catch (DateTimeException noTime) {
                return missing(UnreadReason.MALFORMED, "its inventory does not say when it was taken");
            }
        });
    }

    Read<List<NodeService>> servicesOf(InstanceInformation node) {
        if (node.platformType() != PlatformType.WINDOWS)
            return missing(UnreadReason.NOT_SUPPORTED, "Systems Manager asks for the services of Windows only");
        return item(services, node.instanceId(), SERVICES)
                .map(item -> item.content().stream()
                        .map(each -> new NodeService(
                                each.getOrDefault("Name", ""),
                                each.getOrDefault("DisplayName", ""),
                                each.getOrDefault("Status", "")))
                        .toList());
    }

    private static Read<Map<String, InventoryResultItem>> read(UnitScope scope, String type)
            throws InterruptedException {
        return scope.calls()
                .list(
                        SsmClient.class,
                        scope.region(),
                        GetInventoryRequest.builder()
                                .resultAttributes(attribute -> attribute.typeName(type))
                                .maxResults(PAGE)
                                .build(),
                        SsmClient::getInventoryPaginator,
                        GetInventoryResponse::entities)
                .whole()
                .map(entities -> entities.stream()
                        .filter(entity -> entity.data().containsKey(type))
                        .collect(Collectors.toMap(
                                InventoryResultEntity::id,
                                entity -> entity.data().get(type),
                                (first, again) -> first)));
    }

    private static Read<InventoryResultItem> item(
            Read<Map<String, InventoryResultItem>> all, String node, String type) {
        Function<Optional<InventoryResultItem>, Read<InventoryResultItem>> found = item -> item.map(Read::known)
                .orElseGet(() -> missing(
                        UnreadReason.NOT_SUPPORTED, "Systems Manager has no inventory of %s of it".formatted(type)));
        return all.map(items -> Optional.ofNullable(items.get(node))).flatMap(found);
    }

    private static <T> Read<T> missing(UnreadReason reason, String why) {
        return Read.missing(new Unread(reason, OPERATION, null, why));
    }
}
