package io.vigil.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Shows a customer's posture by layer and saves its reports. */
final class DemoResults {
    private static final Duration MAKING = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(300);

    private final Addresses addresses;
    private final Path folder;

    /** @param folder gets one folder a customer */
    DemoResults(Addresses addresses, Path folder) {
        this.addresses = addresses;
        this.folder = folder;
    }

    void show(DemoCustomers.Customer customer) {
        PublicApi api = new PublicApi(addresses, customer.admin());
        JsonNode posture = api.get("/tenants/" + customer.tenant() + "/posture");
        Terminal.line("");
        Terminal.line("%-22s %6s %10s %6s %6s %6s %6s"
                .formatted(customer.name(), "score", "evaluated", "pass", "fail", "n/a", "undet."));
        row("all layers", posture);
        posture.path("layers").forEach(layer -> row(layer.path("layer").asText(), layer));
        for (String format : List.of("pdf", "csv", "ndjson")) {
            Terminal.line("  " + save(api, customer, format));
        }
    }

    private static void row(String name, JsonNode of) {
        JsonNode counts = of.path("counts");
        Terminal.line("  %-20s %6s %9.0f%% %6d %6d %6d %6d"
                .formatted(
                        name,
                        of.path("score").isNumber()
                                ? Math.round(of.path("score").asDouble())
                                : "–",
                        of.path("evaluatedShare").asDouble() * 100,
                        counts.path("pass").asLong(),
                        counts.path("fail").asLong(),
                        counts.path("notApplicable").asLong(),
                        counts.path("undetermined").asLong()));
    }

    private Path save(PublicApi api, DemoCustomers.Customer customer, String format) {
        String path = "/tenants/" + customer.tenant() + "/reports";
        String id = api.post(path, Map.of("format", format)).path("id").asText();
        awaitReady(api, path + "/" + id, format);
        Path file = folder.resolve(customer.slug()).resolve("report." + format);
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, api.bytes(path + "/" + id + "/content"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save the report " + file, e);
        }
    }

    private static void awaitReady(PublicApi api, String report, String format) {
        Instant until = Instant.now().plus(MAKING);
        while (true) {
            JsonNode made = api.get(report);
            switch (made.path("state").asText()) {
                case "ready" -> {
                    return;
                }
                case "failed" ->
                    throw new DemoFailed("the %s report failed: %s"
                            .formatted(format, made.path("failure").asText()));
                default -> {
                    if (Instant.now().isAfter(until))
                        throw new DemoFailed(
                                "the %s report is not ready after %d minutes".formatted(format, MAKING.toMinutes()));
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("stopped while a report was made");
        }
    }
}
