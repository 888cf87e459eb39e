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
    private static final Duration ASK = Duration.ofSeconds(1);

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
                    scans.add(threads.submit(() -> {
                        scan(threads, customer, account);
                        return null;
                    }));
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

    private void scan(ExecutorService threads, DemoCustomers.Customer customer, String account)
            throws InterruptedException {
        PublicApi api = new PublicApi(addresses, customer.admin());
        String path = "/tenants/" + customer.tenant() + "/scans";
        String scan = api.post(path, Map.of("account", account)).path("id").asText();
        path += "/" + scan;
        String stream = path + "/progress";
        // it only shows: a stream that breaks off or never ends must not decide how long up waits
        Future<?> shown = threads.submit(() -> watch(api, stream, scan));
        JsonNode now = api.get(path);
        while (!ended(now.path("state").asText())) {
            Thread.sleep(ASK);
            now = api.get(path);
        }
        shown.cancel(true);
        String state = now.path("state").asText();
        Terminal.line("%-18s %s %s %s".formatted(customer.name(), account, state, tally(now.path("tally"))));
        if (!state.equals("FINISHED")) {
            throw new DemoFailed("the scan of " + account + " ended as " + state + ": " + messages(now));
        }
    }

    private void watch(PublicApi api, String stream, String scan) {
        try (Stream<String> lines = api.events(stream, /* from the beginning */ "")) {
            lines.filter(line -> line.startsWith("data:")).forEach(line -> show(scan, line.substring(5)));
        } catch (UncheckedIOException e) {
            Terminal.status("the progress stream broke off; the scan goes on");
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

    private void show(String scan, String data) {
        try {
            progress.put(scan, PublicApi.JSON.readTree(data));
            Terminal.status(summary());
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
