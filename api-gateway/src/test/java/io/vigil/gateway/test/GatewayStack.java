package io.vigil.gateway.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vigil.deploy.stack.Loopback;
import io.vigil.deploy.stack.test.StackResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keycloak behind a valve that a test can close, and the addresses at which {@link Upstreams} will answer. */
public final class GatewayStack implements QuarkusTestResourceLifecycleManager {
    private final StackResource parts = new StackResource();
    private @Nullable KeycloakValve valve;

    @Override
    public Map<String, String> start() {
        parts.init(Map.of("service", "api-gateway", "parts", "keycloak"));
        Map<String, String> configuration = new HashMap<>(parts.start());
        URI keycloak = URI.create(configuration.get("vigil.oidc.url"));
        signOnce(keycloak, configuration.get("vigil.test.demo.password"));
        valve = KeycloakValve.before(keycloak.getPort());
        configuration.put("vigil.test.keycloak.direct", keycloak.toString());
        configuration.put(
                "vigil.oidc.url", "http://%s:%d%s".formatted(Loopback.HOST, valve.port(), keycloak.getRawPath()));
        configuration.put("vigil.tenant-service.url", "http://%s:%d".formatted(Loopback.HOST, Loopback.freePort()));
        configuration.put("vigil.report-service.url", "http://%s:%d".formatted(Loopback.HOST, Loopback.freePort()));
        return configuration;
    }

    /** Keycloak makes the key that it signs with when it signs for the first time; the gateway reads the keys when it starts. */
    private static void signOnce(URI realm, String password) {
        String form = "grant_type=password&client_id=vigil-cli&username=vera&password=" + password;
        var request = HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) throw new IllegalStateException("Keycloak answers %d to a login".formatted(status));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void stop() {
        if (valve != null) valve.close();
        parts.stop();
    }
}
