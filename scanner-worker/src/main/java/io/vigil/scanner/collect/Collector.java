package io.vigil.scanner.collect;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.vigil.checks.Needs;
import io.vigil.checks.ResourceType;
import io.vigil.scanner.aws.ListEnd;
import java.util.Map;
import java.util.Set;

/** Reads all resources of one type in a unit; knows AWS, judges nothing, keeps nothing between units. */
public interface Collector<R extends Record> {
    ResourceType<R> type();

    /** Every AWS operation that it may call, such as {@code ec2:DescribeVpcs}; a call beyond them is refused. */
    Set<String> operations();

    /**
     * The same by the part of the document that takes them, where the collector reads only what is needed.
     *
     * @return what every part takes under the empty name, the others under names such as {@code regions.hub}
     */
    default Map<String, Set<String>> operationsByPart() {
        return Map.of("", operations());
    }

    /** Those that it calls where no more than this is looked at. */
    default Set<String> operations(Needs needs) {
        return operationsByPart().entrySet().stream()
                .filter(part -> part.getKey().isEmpty() || needs.include(part.getKey()))
                .flatMap(part -> part.getValue().stream())
                .collect(toUnmodifiableSet());
    }

    /** Whether it makes a call a resource at one of AWS's slowest rates, so that the whole unit ends when it does. */
    default boolean isSlowest() {
        return false;
    }

    /**
     * Hands over each resource as soon as it is complete. What a resource needs beside its list and could not be read is
     * a missing component of its document; what breaks the list itself is the return value.
     *
     * @throws InterruptedException when the unit is no longer wanted
     */
    ListEnd collect(UnitScope scope, ResourceSink<R> sink) throws InterruptedException;
}
