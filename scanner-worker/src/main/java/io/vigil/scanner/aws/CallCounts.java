package io.vigil.scanner.aws;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was sent to AWS, retries included, and how often AWS asked to slow down. */
public final class CallCounts {
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> throttles = new ConcurrentHashMap<>();

    void called(String operation) {
        calls.computeIfAbsent(operation, o -> new LongAdder()).increment();
    }

    void throttled(AwsService service) {
        throttles.computeIfAbsent(service.prefix, s -> new LongAdder()).increment();
    }

    public long total() {
        return calls.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** By operation, such as {@code ec2:DescribeVpcs}. */
    public Map<String, Long> byOperation() {
        return sums(calls);
    }

    /** By service, such as {@code ec2}. */
    public Map<String, Long> throttlesByService() {
        return sums(throttles);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((name, counter) -> sums.put(name, counter.sum()));
        return sums;
    }
}
