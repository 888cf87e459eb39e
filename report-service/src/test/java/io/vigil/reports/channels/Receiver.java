package io.vigil.reports.channels;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A web server of a customer's on this machine, which answers as a test says and keeps what it was told. */
public final class Receiver implements AutoCloseable {

    /** @param address to which the caller connected */
    public record Call(String path, Map<String, List<String>> headers, String body, InetAddress address) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** How a call is answered. */
    public interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Manner> next = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Manner always = says(204, "");

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        calls.add(new Call(
                exchange.getRequestURI().toString(),
                Map.copyOf(headers),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getLocalAddress().getAddress()));
        Manner once = next.poll();
        try (exchange) {
            (once == null ? always : once).answer(exchange);
        }
    }

    /** The next calls are answered so, one after the other; then as always. */
    void next(Manner... manners) {
        next.addAll(List.of(manners));
    }

    public void always(Manner manner) {
        always = manner;
    }

    public static Manner says(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        };
    }

    static Manner leadsTo(String url) {
        return exchange -> {
            exchange.getResponseHeaders().add("Location", url);
            exchange.sendResponseHeaders(307, -1);
        };
    }

    /** Takes the call and says nothing until the end. */
    Manner isSilent() {
        return exchange -> {
            try {
                closed.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Writes until nobody reads any more. */
    static Manner neverEnds(int status, CountDownLatch cutOff) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            byte[] junk = "x".repeat(8_192).getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) out.write(junk);
            } catch (IOException nobodyReads) {
                cutOff.countDown();
            }
        };
    }

    public List<Call> calls() {
        return calls;
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
