package io.vigil.scanner.collect;

import io.vigil.checks.ResourceType;
import io.vigil.scanner.collect.ec2.SecurityGroups;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The collectors of this worker, at most one a resource type. */
public final class Collectors {
    /** All that Vigil has; a new collector is one line here. */
    public static final Collectors ALL = new Collectors(List.of(new SecurityGroups()));

    private final Map<ResourceType<?>, Collector<?>> byType = new LinkedHashMap<>();

    public Collectors(Collection<Collector<?>> collectors) {
        for (Collector<?> collector : collectors)
            if (byType.put(collector.type(), collector) != null)
                throw new IllegalArgumentException("two collectors of type " + collector.type());
    }

    public Optional<Collector<?>> of(ResourceType<?> type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Of all collectors; sessions are allowed these and the customer's IAM policy is generated from them. */
    public SortedSet<String> operations() {
        SortedSet<String> operations = new TreeSet<>();
        byType.values().forEach(collector -> operations.addAll(collector.operations()));
        return operations;
    }
}
