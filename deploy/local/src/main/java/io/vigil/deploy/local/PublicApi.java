package io.vigil.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The platform's public API as one login sees it. */
final class PublicApi {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Well below the life that the local realm gives a token. */
    private static final Duration TOKEN_KEPT = Duration.ofMinutes(5);

    private static final Map<DemoPeople, Token> TOKENS = new ConcurrentHashMap<>();

    private record Token(String value, long since) {}

    private final Addresses addresses;
    private final DemoPeople login;

    PublicApi(Addresses addresses, DemoPeople login) {
        this.addresses = addresses;
        this.login = login;
    }

    JsonNode get(String path) {
        return json(path, send(request(path).timeout(LIMIT).GET(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    byte[] bytes(String path) {
        return ok(path, send(request(path).timeout(LIMIT).GET(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    JsonNode post(String path, Object body) {
        return json(
                path,
                send(
                        request(path)
                                .timeout(LIMIT)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(write(body))),
                        HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** Lines of an event stream, read as they come; close it. */
    Stream<String> events(String path, String after) {
        HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
        if (!after.isEmpty()) {
            request.header("Last-Event-ID", after);
        }
        HttpResponse<Stream<String>> response = send(request.GET(), HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new DemoFailed(path + " answered " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(addresses.portal() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token());
    }

    /** Kept for a while, also because Keycloak takes two logins of one person at the same moment for an attack. */
    private String token() {
        return TOKENS.compute(
                        login,
                        (person, kept) -> kept != null && System.nanoTime() - kept.since() < TOKEN_KEPT.toNanos()
                                ? kept
                                : new Token(fetchToken(), System.nanoTime()))
                .value();
    }

    private String fetchToken() {
        String form = Map.of(
                        "grant_type", "password",
                        "client_id", "vigil-cli",
                        "scope", "openid",
                        "username", login.login(),
                        "password", addresses.demoPassword())
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String endpoint = addresses.keycloak() + "/protocol/openid-connect/token";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint))
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return json("login of " + login.login(), send(request, HttpResponse.BodyHandlers.ofByteArray()))
                .path("access_token")
                .asText();
    }

    private static JsonNode json(String what, HttpResponse<byte[]> response) {
        byte[] body = ok(what, response);
        try {
            return body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw new DemoFailed(what + " answered no JSON: " + e.getMessage());
        }
    }

    private static byte[] ok(String what, HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw new DemoFailed(what + " answered " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON form: " + body, e);
        }
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        HttpRequest built = request.build();
        try {
            return CLIENT.send(built, handler);
        } catch (IOException e) {
            throw new DemoFailed(built.uri() + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }
}
