package io.vigil.deploy.local;

import io.vigil.deploy.stack.Child;
import io.vigil.deploy.stack.Children;
import io.vigil.deploy.stack.Loopback;
import io.vigil.deploy.stack.OwnJvm;
import io.vigil.deploy.stack.PartFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of the platform's services in a small JVM of its own. */
record ServiceJvm(String name, String module, int port) {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(5);

    String url() {
        return "http://" + Loopback.HOST + ":" + port;
    }

    /** Returns when the service says that it is ready. */
    Child start(Path home, Children children, Path log, HttpClient client, Map<String, String> environment) {
        Path jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (Files.notExists(jar)) {
            throw new PartFailed(name, "is not built: " + jar + " is missing", null);
        }
        ProcessBuilder command = new ProcessBuilder(List.of(
                OwnJvm.java().toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                OwnJvm.CARRIERS,
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString()));
        command.environment().keySet().removeIf(key -> key.startsWith("VIGIL_") || key.startsWith("QUARKUS_"));
        command.environment().putAll(environment);
        command.environment().put("QUARKUS_HTTP_HOST", Loopback.HOST);
        command.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Child child = children.start(name, command, log);
        child.awaitReady(START_LIMIT, () -> isReady(client));
        return child;
    }

    private boolean isReady(HttpClient client) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                    .timeout(ASK_LIMIT)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was starting", e);
        }
    }
}
