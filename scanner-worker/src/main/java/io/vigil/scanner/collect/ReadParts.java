package io.vigil.scanner.collect;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is read of a list's items one by one, and what that says of the list. */
public final class ReadParts {
    private ReadParts() {}

    /**
     * Reads an item's resource for each, several at once, and hands over what was read; what vanished in between is empty
     * and left out.
     *
     * @return not reached when the resource behind an item is unknown: then the list of resources is, too
     */
    public static <T, R extends Record> ListEnd handOver(
            UnitScope scope, List<T> items, UnitScope.Step<T, Read<Optional<Resource<R>>>> read, ResourceSink<R> sink)
            throws InterruptedException {
        Handed<R> handed = new Handed<>(sink);
        scope.each(items, read, handed::take);
        return handed.end;
    }

    /** As {@link #handOver(UnitScope, List, UnitScope.Step, ResourceSink)}, of what was read together. */
    public static <R extends Record> ListEnd handOver(List<Read<Optional<Resource<R>>>> resources, ResourceSink<R> sink)
            throws InterruptedException {
        Handed<R> handed = new Handed<>(sink);
        for (Read<Optional<Resource<R>>> resource : resources) handed.take(resource);
        return handed.end;
    }

    private static final class Handed<R extends Record> {
        private final ResourceSink<R> sink;
        private ListEnd end = ListEnd.REACHED;

        Handed(ResourceSink<R> sink) {
            this.sink = sink;
        }

        void take(Read<Optional<Resource<R>>> resource) throws InterruptedException {
            switch (resource) {
                case Read.Known<Optional<Resource<R>>>(Optional<Resource<R>> known) -> {
                    if (known.isPresent()) sink.accept(known.get());
                }
                case Read.Missing<Optional<Resource<R>>>(Unread why) -> end = end.and(new ListEnd.NotReached(why));
            }
        }
    }

    /** A part that every answer of the operation has: without it, it is half an answer. */
    public static <T> Read<T> told(String operation, @Nullable T part) {
        if (part != null) return Read.known(part);
        return Read.missing(new Unread(
                UnreadReason.MALFORMED, operation, null, "the answer to %s lacks its part".formatted(operation)));
    }

    /** As {@link #told}, of an answer that may not exist. */
    public static <A, T> Read<Optional<T>> toldIfAny(
            String operation, Read<Optional<A>> answer, Function<A, @Nullable T> part) {
        return answer.flatMap(found -> found.map(
                        a -> told(operation, part.apply(a)).map(Optional::of))
                .orElseGet(() -> Read.known(Optional.empty())));
    }

    /** Whether it was read that there is none. */
    public static boolean isNone(Read<? extends Optional<?>> read) {
        return read instanceof Read.Known<? extends Optional<?>>(Optional<?> found) && found.isEmpty();
    }

    /** All parts, or why the first missing one is. */
    public static <T> Read<List<T>> all(List<Read<T>> parts) {
        List<T> known = new ArrayList<>();
        for (Read<T> part : parts) {
            switch (part) {
                case Read.Known<T>(T value) -> known.add(value);
                case Read.Missing<T>(Unread why) -> {
                    return Read.missing(why);
                }
            }
        }
        return Read.known(List.copyOf(known));
    }
}
