package io.vigil.deploy.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One limit of AWS and what the scan made of it, as {@code ./vigil scan --calls} writes it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Spent(String region, String service, @Nullable String operation, long calls, double perSecond, double burst) {

    /** What the limit alone costs: the calls that do not go at once, one by one. */
    Duration atLeast() {
        return seconds(Math.max(0, calls - burst) / perSecond);
    }

    String limit() {
        return "%s%s in %s".formatted(service, operation == null ? "" : ":" + operation, region);
    }

    static long calls(List<Spent> all) {
        return all.stream().mapToLong(Spent::calls).sum();
    }

    static Spent tightest(List<Spent> all) {
        return all.stream().max(Comparator.comparing(Spent::atLeast)).orElseThrow();
    }

    /**
     * No scan of these calls can be quicker: neither than the tightest limit nor than all calls by so many connections.
     *
     * @param connections that the scanner opens at most
     */
    static Duration bound(List<Spent> all, Duration latency, int connections) {
        Duration network = seconds(calls(all) * (latency.toNanos() / 1e9) / connections);
        Duration limits = tightest(all).atLeast();
        return network.compareTo(limits) > 0 ? network : limits;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
