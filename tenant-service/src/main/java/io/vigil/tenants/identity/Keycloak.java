package io.vigil.tenants.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The realm's administration, as far as the service account of {@link IdentityConfig} may. */
@ApplicationScoped
class Keycloak {
    private static final int LONGEST_WORDS = 300;

    private record Token(String value, Instant until) {}

    private final IdentityConfig config;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final HttpClient http;
    private volatile @Nullable Token token;

    Keycloak(IdentityConfig config, ObjectMapper json, InstantSource clock) {
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.patience())
                .build();
    }

    boolean isConfigured() {
        return config.url().isPresent() && config.clientSecret().isPresent();
    }

    /** @throws KeycloakRefused 404 for what is not there */
    JsonNode get(String path) {
        return read(send("GET", path, "application/json", BodyPublishers.noBody()));
    }

    Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (KeycloakRefused refused) {
            if (refused.status() == 404) return Optional.empty();
            throw refused;
        }
    }

    /** The id of what was made; empty where the answer names none. */
    String post(String path, Object body) {
        return send("POST", path, "application/json", document(body))
                .headers()
                .firstValue("Location")
                .map(made -> made.substring(made.lastIndexOf('/') + 1))
                .orElse("");
    }

    /** A POST that is answered by a document. */
    JsonNode ask(String path, String type, BodyPublisher body) {
        return read(send("POST", path, type, body));
    }

    void put(String path, Object body) {
        send("PUT", path, "application/json", document(body));
    }

    /** What is not there is gone already. */
    void delete(String path) {
        try {
            send("DELETE", path, "application/json", BodyPublishers.noBody());
        } catch (KeycloakRefused refused) {
            if (refused.status() != 404) throw refused;
        }
    }

    /** For a part of a path or a query. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<byte[]> send(String method, String path, String type, BodyPublisher body) {
        HttpResponse<byte[]> answer = exchange(HttpRequest.newBuilder(URI.create(administration() + path))
                .timeout(config.patience())
                .header("Authorization", "Bearer " + token())
                .header("Accept", "application/json")
                .header("Content-Type", type)
                .method(method, body)
                .build());
        if (answer.statusCode() < 300) return answer;
        // a token of before a restart, or of another key: the next attempt fetches its own
        if (answer.statusCode() == 401) token = null;
        String what = method + " " + path.replaceFirst("\\?.*", "");
        if (answer.statusCode() == 401 || answer.statusCode() >= 500)
            throw new KeycloakUnavailable("Keycloak answers %d to %s".formatted(answer.statusCode(), what));
        throw new KeycloakRefused(answer.statusCode(), what, words(answer.body()));
    }

    private String administration() {
        return realm().toString().replace("/realms/", "/admin/realms/");
    }

    private URI realm() {
        return config.url()
                .filter(url -> config.clientSecret().isPresent())
                .orElseThrow(() -> new KeycloakUnavailable("no Keycloak is configured"));
    }

    private String token() {
        Token kept = token;
        if (kept != null && clock.instant().isBefore(kept.until())) return kept.value();
        String form = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(part(config.clientId()), part(config.clientSecret().orElse("")));
        HttpResponse<byte[]> answer =
                exchange(HttpRequest.newBuilder(URI.create(realm() + "/protocol/openid-connect/token"))
                        .timeout(config.patience())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
        if (answer.statusCode() != 200)
            throw new KeycloakUnavailable("Keycloak answers %d to the login of the client %s"
                    .formatted(answer.statusCode(), config.clientId()));
        JsonNode given = read(answer);
        Token fresh = new Token(
                given.path("access_token").asText(),
                // renewed when half of its life is over, so that none ends under way
                clock.instant().plusSeconds(given.path("expires_in").asLong() / 2));
        token = fresh;
        return fresh.value();
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException down) {
            throw new KeycloakUnavailable("Keycloak does not answer", down);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KeycloakUnavailable("the service is stopping", stopped);
        }
    }

    private JsonNode read(HttpResponse<byte[]> answer) {
        try {
            return answer.body().length == 0 ? MissingNode.getInstance() : json.readTree(answer.body());
        } catch (IOException unreadable) {
            throw new KeycloakUnavailable("Keycloak's answer is no JSON", unreadable);
        }
    }

    private BodyPublisher document(Object body) {
        try {
            return BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private String words(byte[] body) {
        try {
            JsonNode problem = json.readTree(body);
            for (String field : new String[] {"error_description", "errorMessage", "error"}) {
                String said = problem.path(field).asText("");
                if (!said.isEmpty()) return said.substring(0, Math.min(said.length(), LONGEST_WORDS));
            }
            return "";
        } catch (IOException noProblem) {
            return "";
        }
    }
}
