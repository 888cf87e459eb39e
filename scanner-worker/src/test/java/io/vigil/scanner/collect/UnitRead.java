package io.vigil.scanner.collect;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.UnitKind;
import io.vigil.scanner.aws.AwsCalls;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.ListEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Everything that the collectors read in one unit, for tests. */
public record UnitRead(
        Map<ResourceType<?>, List<Resource<?>>> resources,
        Map<ResourceType<?>, ListEnd> ends,
        Map<String, Long> calls) {

    public static UnitRead of(AwsSession session, AccountId account, Region region, List<Region> regions)
            throws InterruptedException {
        AwsCalls calls = new AwsCalls(session, UnaryOperator.identity());
        Map<ResourceType<?>, List<Resource<?>>> resources = new LinkedHashMap<>();
        Map<ResourceType<?>, ListEnd> ends = new LinkedHashMap<>();
        UnitKind kind = region.isGlobal() ? UnitKind.GLOBAL : UnitKind.REGIONAL;
        for (ResourceType<?> type : ResourceTypes.of(kind)) {
            Collector<?> collector = Collectors.ALL.of(type).orElseThrow();
            UnitScope scope = new UnitScope(account, region, regions, calls.declaring(collector.operations()));
            List<Resource<?>> read = new ArrayList<>();
            ends.put(type, collect(collector, scope, read));
            resources.put(type, read);
        }
        return new UnitRead(resources, ends, calls.counts().byOperation());
    }

    private static <R extends Record> ListEnd collect(Collector<R> collector, UnitScope scope, List<Resource<?>> into)
            throws InterruptedException {
        return collector.collect(scope, into::add);
    }

    @SuppressWarnings("unchecked") // a collector of a type hands over documents of that type
    public <R extends Record> List<R> documents(ResourceType<R> type) {
        return resources.get(type).stream()
                .map(resource -> (R) resource.document())
                .toList();
    }

    @SuppressWarnings("unchecked")
    public <R extends Record> R document(ResourceType<R> type, String name) {
        return resources.get(type).stream()
                .filter(resource -> resource.name().equals(name)
                        || resource.arnOrId().equals(name)
                        || resource.arnOrId().endsWith("/" + name))
                .map(resource -> (R) resource.document())
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no %s named %s in %s".formatted(type, name, resources.get(type))));
    }
}
