package io.vigil.deploy.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Scans all demo accounts and shows their progress as the platform streams it. */
final class DemoScans {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Addresses addresses;
    private final Map<String, JsonNode> progress = new ConcurrentHashMap<>();
    private final long from = System.nanoTime();

    DemoScans(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Throws unless every scan finishes. */
    void run(List<DemoCustomers.Customer> customers) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> scans = new ArrayList<>();
            for (DemoCustomers.Customer customer : customers) {
                for (String account : customer.accounts()) {
                    scans.add(threads.submit(() -> scan(customer, account)));
                }
            }
            try {
                for (Future<?> scan : scans) {
                    scan.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof DemoFailed failed
                        ? failed
                        : new DemoFailed(String.valueOf(e.getMessage()));
            } catch (TimeoutException e) {
                threads.shutdownNow();
                throw new DemoFailed("a scan did not finish in " + LIMIT.toMinutes() + " minutes: " + summary());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new DemoFailed("interrupted");
            }
        }
    }

    private void scan(DemoCustomers.Customer customer, String account) {
        PublicApi api = new PublicApi(addresses, customer.admin());
        String path = "/tenants/" + customer.tenant() + "/scans";
        String scan = api.post(path, Map.of("account", account)).path("id").asText();
        String state = "QUEUED";
        String last = "";
        while (!ended(state)) {
            try (Stream<String> lines = api.events(path + "/" + scan + "/progress", last)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    if (line.startsWith("id:")) {
                        last = line.substring(3).strip();
                    } else if (line.startsWith("data:")) {
                        state = show(scan, line.substring(5));
                    }
                }
            } catch (UncheckedIOException e) {
                Terminal.status("the progress stream broke, resuming");
            }
            state = api.get(path + "/" + scan).path("state").asText();
        }
        JsonNode end = api.get(path + "/" + scan);
        Terminal.line("%-18s %s %s %s".formatted(customer.name(), account, state, tally(end.path("tally"))));
        if (!state.equals("FINISHED")) {
            throw new DemoFailed("the scan of " + account + " ended as " + state + ": " + messages(end));
        }
    }

    private static boolean ended(String state) {
        return List.of("FINISHED", "FAILED", "CANCELLED").contains(state);
    }

    private static String tally(JsonNode tally) {
        return "pass %d, fail %d, not applicable %d, undetermined %d"
                .formatted(
                        tally.path("pass").asLong(),
                        tally.path("fail").asLong(),
                        tally.path("notApplicable").asLong(),
                        tally.path("undetermined").asLong());
    }

    private static String messages(JsonNode scan) {
        List<String> messages = new ArrayList<>();
        scan.path("units").forEach(unit -> {
            if (!unit.path("message").asText("").isEmpty()) {
                messages.add(unit.path("region").asText() + " "
                        + unit.path("message").asText());
            }
        });
        return String.join("; ", messages);
    }

    private String show(String scan, String data) {
        try {
            JsonNode now = PublicApi.JSON.readTree(data);
            progress.put(scan, now);
            Terminal.status(summary());
            return now.path("state").asText();
        } catch (JsonProcessingException e) {
            throw new DemoFailed("the progress stream is no JSON: " + e.getOriginalMessage());
        }
    }

    private String summary() {
        long done = sum("unitsDone");
        long units = sum("units");
        double seconds = (System.nanoTime() - from) / 1e9;
        return "scanning for %.0f s: %d of %d units, %d resources, %d verdicts%s"
                .formatted(
                        seconds,
                        done,
                        units,
                        sum("resources"),
                        sum("verdicts"),
                        done == 0 ? "" : ", about %.0f s left".formatted(seconds * (units - done) / done));
    }

    private long sum(String field) {
        return progress.values().stream()
                .mapToLong(now -> now.path(field).asLong())
                .sum();
    }
}
