package io.vigil.gateway.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands where a service would, records what reaches it and answers as it is told; 404 to all else. */
public final class Upstream {
    /** One request as it arrived; names of headers are lower case. */
    public record Asked(
            String method, String path, @Nullable String query, Map<String, String> headers, byte[] body) {
        public String token() {
            return String.valueOf(headers.get("authorization")).replaceFirst("^Bearer ", "");
        }
    }

    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private record Rule(String method, Pattern path, Answer answer) {}

    private final InetSocketAddress address;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;

    Upstream(URI address) {
        this.address = new InetSocketAddress(address.getHost(), address.getPort());
        up();
    }

    /** The last rule whose method and whole path match answers. */
    public Upstream on(String method, String path, Answer answer) {
        rules.add(0, new Rule(method, Pattern.compile(path), answer));
        return this;
    }

    public static Answer json(String body) {
        return status(200, "application/json", body);
    }

    public static Answer problem(int status, String detail) {
        return status(
                status,
                "application/problem+json",
                "{\"type\":\"about:blank\",\"title\":\"Refused\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(status, detail));
    }

    public static Answer status(int status, String type, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        };
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The last request to the path. */
    public Asked asked(String path) {
        return asked.stream()
                .filter(request -> request.path().equals(path))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("nobody asked for " + path + ", but for "
                        + asked.stream().map(Asked::path).toList()));
    }

    public void forget() {
        rules.clear();
        asked.clear();
    }

    /** What came until now counts no more. */
    public void forgetAsked() {
        asked.clear();
    }

    /** Refuses connections until {@link #up}. */
    public void down() {
        if (server != null) server.stop(0);
        server = null;
    }

    public void up() {
        if (server != null) return;
        try {
            HttpServer started = HttpServer.create(address, 0);
            started.createContext("/", this::answer);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.start();
            server = started;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new java.util.TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", values)));
        URI uri = exchange.getRequestURI();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery(),
                headers,
                exchange.getRequestBody().readAllBytes()));
        rules.stream()
                .filter(rule -> rule.method().equals(exchange.getRequestMethod())
                        && rule.path().matcher(uri.getRawPath()).matches())
                .findFirst()
                .map(Rule::answer)
                .orElse(problem(404, "nothing is here"))
                .to(exchange);
    }
}
