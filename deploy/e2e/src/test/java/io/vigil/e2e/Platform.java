package io.vigil.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The whole platform as a user starts it ({@code up --no-demo}), once for all tests of this JVM. With
 * {@code -Dvigil.e2e.data=FOLDER} one that is up already on that data folder, which spares its start.
 */
final class Platform {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Platform running;

    private final Path data;
    private final JsonNode addresses;

    private Platform(Path data, JsonNode addresses) {
        this.data = data;
        this.addresses = addresses;
    }

    /** Starts it on the first call; it ends with the JVM. */
    static synchronized Platform running() {
        if (running == null) {
            String known = System.getProperty("vigil.e2e.data", "");
            running = known.isEmpty() ? start() : at(Path.of(known));
        }
        return running;
    }

    /** One that was started by somebody else on that folder. */
    static Platform at(Path data) {
        try {
            return new Platform(
                    data, JSON.readTree(data.resolve("addresses.json").toFile()));
        } catch (IOException failed) {
            throw new UncheckedIOException("no platform is up on " + data, failed);
        }
    }

    private static Platform start() {
        try {
            Path data = Files.createTempDirectory("vigil-e2e-");
            Launch launch = Launch.start(data, Modules.ROOT.resolve("deploy/e2e/target/up.log"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(launch)));
            launch.awaitReady();
            return at(data);
        } catch (IOException failed) {
            throw new UncheckedIOException("the platform does not start", failed);
        }
    }

    private static void end(Launch launch) {
        try {
            launch.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    URI portal() {
        return URI.create(addresses.required("portal").asText());
    }

    URI keycloak() {
        return URI.create(addresses.required("keycloak").asText());
    }

    URI sandbox() {
        return URI.create(addresses.required("sandbox").asText());
    }

    URI mail() {
        return URI.create(addresses.required("mail").asText());
    }

    String demoPassword() {
        return addresses.required("demoPassword").asText();
    }

    String kafka() {
        return addresses.required("kafka").asText();
    }

    /** The public keys of its services. */
    Path keys() {
        return data.resolve("keys").resolve("public.jwks.json");
    }

    /** The process of a part, such as {@code scanner-worker-1}; the last one if it was started again. */
    ProcessHandle worker(String name) {
        return Launch.child(data, name);
    }

    /** The folder of AWS accounts that the sandbox serves. */
    Path accounts() {
        return data.resolve("sandbox").resolve("accounts");
    }
}
