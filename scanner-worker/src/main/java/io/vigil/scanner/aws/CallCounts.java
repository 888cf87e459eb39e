package io.vigil.scanner.aws;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was sent to AWS, retries included, and what became of the calls. */
public final class CallCounts {
    private record Ended(String service, CallOutcome outcome) {}

    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<Ended, LongAdder> outcomes = new ConcurrentHashMap<>();

    /** The prefixes of all services that can be called, such as {@code ec2}. */
    public static List<String> services() {
        return Arrays.stream(AwsService.values()).map(AwsService::toString).toList();
    }

    void called(String operation) {
        calls.computeIfAbsent(operation, o -> new LongAdder()).increment();
    }

    void ended(AwsService service, CallOutcome outcome) {
        outcomes.computeIfAbsent(new Ended(service.prefix, outcome), o -> new LongAdder())
                .increment();
    }

    public long total() {
        return calls.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** By operation, such as {@code ec2:DescribeVpcs}. */
    public Map<String, Long> byOperation() {
        Map<String, Long> sums = new TreeMap<>();
        calls.forEach((operation, times) -> sums.put(operation, times.sum()));
        return sums;
    }

    /** @param service its prefix, such as {@code ec2} */
    public long of(String service, CallOutcome outcome) {
        LongAdder times = outcomes.get(new Ended(service, outcome));
        return times == null ? 0 : times.sum();
    }
}
