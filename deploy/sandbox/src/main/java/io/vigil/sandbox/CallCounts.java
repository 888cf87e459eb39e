package io.vigil.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was asked for, so that a test can hold a collector to "once". */
public final class CallCounts {
    private final Map<Asked, LongAdder> counts = new ConcurrentHashMap<>();

    private record Asked(String account, String region, String service, String operation) {}

    /** Calls of one operation in one region of one account; those that were refused count too. */
    public record Count(String account, String region, String service, String operation, long calls) {}

    CallCounts() {}

    void add(String account, String region, String service, String operation) {
        counts.computeIfAbsent(new Asked(account, region, service, operation), asked -> new LongAdder())
                .increment();
    }

    /** All counts since the start or the last {@link #clear}, in a stable order. */
    public List<Count> all() {
        return counts.entrySet().stream()
                .map(entry -> new Count(
                        entry.getKey().account(),
                        entry.getKey().region(),
                        entry.getKey().service(),
                        entry.getKey().operation(),
                        entry.getValue().sum()))
                .sorted(Comparator.comparing(Count::account)
                        .thenComparing(Count::region)
                        .thenComparing(Count::service)
                        .thenComparing(Count::operation))
                .toList();
    }

    /** Calls of an operation over all accounts and regions. */
    public long of(String service, String operation) {
        return all().stream()
                .filter(count ->
                        count.service().equals(service) && count.operation().equals(operation))
                .mapToLong(Count::calls)
                .sum();
    }

    public void clear() {
        counts.clear();
    }
}
