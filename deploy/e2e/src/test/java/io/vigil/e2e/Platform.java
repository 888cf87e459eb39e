package io.vigil.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The whole platform as a user starts it ({@code up --no-demo}), once for all tests of this JVM. With
 * {@code -Dvigil.e2e.data=FOLDER} one that is up already on that data folder, which spares its start.
 */
final class Platform {
    private static final Duration START = Duration.ofMinutes(4);
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

    private static Platform at(Path data) {
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
            Path log = Modules.ROOT.resolve("deploy/e2e/target/up.log");
            Process launcher = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dvigil.home=" + Modules.ROOT,
                            "-cp",
                            launcherClassPath(),
                            "io.vigil.deploy.local.Up",
                            "--no-demo",
                            "--data",
                            data.toString())
                    .directory(Modules.ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(launcher)));
            Path ready = data.resolve("addresses.json");
            Awaitility.await()
                    .atMost(START)
                    .failFast("up ended early, see " + log, () -> !launcher.isAlive())
                    .until(() -> Files.exists(ready));
            return at(data);
        } catch (IOException failed) {
            throw new UncheckedIOException("the platform does not start", failed);
        }
    }

    private static String launcherClassPath() {
        Path target = Modules.ROOT.resolve("deploy/local/target");
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }

    private static void end(Process launcher) {
        launcher.destroy();
        try {
            if (!launcher.waitFor(30, TimeUnit.SECONDS)) launcher.destroyForcibly();
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

    /** The process of a part, such as {@code scanner-worker-1}; the last one if it was started again. */
    ProcessHandle worker(String name) {
        try (Stream<String> children = Files.lines(data.resolve("children"))) {
            return children.map(line -> line.split(" "))
                    .filter(child -> child[0].equals(name))
                    .reduce((earlier, later) -> later)
                    .flatMap(child -> ProcessHandle.of(Long.parseLong(child[1])))
                    .orElseThrow(() -> new AssertionError("no process of " + name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The folder of AWS accounts that the sandbox serves. */
    Path accounts() {
        return data.resolve("sandbox").resolve("accounts");
    }
}
