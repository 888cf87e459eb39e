package io.vigil.scanner.moto;

import io.vigil.contracts.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** By check, then by resource; {@code *} stands for every other resource. */
record ExpectedVerdicts(Map<String, Map<String, Status>> byCheck) {
    private static final String OTHERS = "*";

    static ExpectedVerdicts read(String resource) throws IOException {
        Map<String, Map<String, Status>> byCheck = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(ExpectedVerdicts.class.getResourceAsStream(resource))) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] check = line.split(": ", 2);
                        Map<String, Status> resources = new LinkedHashMap<>();
                        for (String each : check[1].split(", ")) {
                            String[] verdict = each.split(" ");
                            resources.put(verdict[0], Status.valueOf(verdict[1]));
                        }
                        byCheck.put(check[0], resources);
                    });
        }
        return new ExpectedVerdicts(byCheck);
    }

    Status of(String check, String resource) {
        Map<String, Status> resources = Objects.requireNonNull(byCheck.get(check), () -> "nobody expects " + check);
        Status status = resources.getOrDefault(resource, resources.get(OTHERS));
        return Objects.requireNonNull(status, () -> "nobody expects %s on %s".formatted(check, resource));
    }
}
