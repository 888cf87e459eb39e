package io.vigil.scanner.collect;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.iam.IamActions;
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

/** Everything that the collectors read in one unit, for tests. */
public record UnitRead(
        Map<ResourceType<?>, List<Resource<?>>> resources,
        Map<ResourceType<?>, ListEnd> ends,
        Map<String, Long> calls) {

    public static UnitRead of(AwsSession session, AccountId account, Region region, List<Region> regions)
            throws InterruptedException {
        AwsCalls calls = new AwsCalls(session, IamActions::of);
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

    /** How many there are; the number of calls that a resource needs of its own. */
    public int count(ResourceType<?> type) {
        return resources.getOrDefault(type, List.of()).size();
    }
}
