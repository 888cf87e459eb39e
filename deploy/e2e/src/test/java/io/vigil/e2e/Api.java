package io.vigil.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The public API as one user sees it. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Platform platform;
    private final String token;

    private Api(Platform platform, String token) {
        this.platform = platform;
        this.token = token;
    }

    /** Logs in at Keycloak by the local realm's command-line client. */
    static Api as(Platform platform, String user, String password) {
        String form = Map.of("grant_type", "password", "client_id", "vigil-cli", "username", user, "password", password)
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI endpoint = URI.create(platform.keycloak() + "/protocol/openid-connect/token");
        Answer answer = send(HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        return new Api(platform, answer.expect(200).required("access_token").asText());
    }

    String token() {
        return token;
    }

    record Answer(int status, String type, byte[] bytes) {
        JsonNode expect(Integer... expected) {
            if (!List.of(expected).contains(status))
                throw new AssertionError(
                        "expected %s, got %d: %s".formatted(Arrays.toString(expected), status, text()));
            try {
                return bytes.length == 0 ? JSON.nullNode() : JSON.readTree(bytes);
            } catch (IOException notJson) {
                throw new AssertionError("no JSON: " + text(), notJson);
            }
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** An answer that is read as it comes. */
    Stream stream(String path) {
        return new Stream(
                request(path).header("Accept", "text/event-stream").GET().build());
    }

    /** Lines of a stream, counted until it ends, however it does. */
    static final class Stream implements AutoCloseable {
        private final AtomicInteger lines = new AtomicInteger();
        private final CompletableFuture<Long> end;

        private Stream(HttpRequest request) {
            this.end = HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                    .handle((answer, failure) -> {
                        if (failure != null) throw new IllegalStateException(failure);
                        if (answer.statusCode() != 200)
                            throw new AssertionError("the stream answered " + answer.statusCode());
                        try {
                            answer.body().forEach(line -> lines.incrementAndGet());
                        } catch (UncheckedIOException cut) {
                            // what is cut does not look finished
                        }
                        return System.nanoTime();
                    });
        }

        int lines() {
            if (end.isCompletedExceptionally()) end.join();
            return lines.get();
        }

        /** From now; negative when it was over before. */
        Duration untilItEnds() throws Exception {
            long from = System.nanoTime();
            return Duration.ofNanos(end.get(10, TimeUnit.SECONDS) - from);
        }

        @Override
        public void close() {
            end.cancel(true);
        }
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(platform.portal().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("no JSON form: " + body, impossible);
        }
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
