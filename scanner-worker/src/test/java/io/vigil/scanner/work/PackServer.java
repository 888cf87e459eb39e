package io.vigil.scanner.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** tenant-service's packs by digest, for a module that cannot run it: one pack that can be had, and two that cannot. */
final class PackServer implements AutoCloseable {
    static final PackDigest BASELINE = new PackDigest(EventJson.digest(EffectivePack.BASELINE));

    /** The service always breaks down over it. */
    static final PackDigest BROKEN = new PackDigest("b".repeat(64));

    /** A declaration in it is no value of its type. */
    static final EffectivePack UNUSABLE_PACK = new EffectivePack(
            EffectivePack.BASELINE.frameworks(),
            EffectivePack.BASELINE.disabledChecks(),
            Map.of(),
            Map.of("shieldDecision", "not a decision"));

    static final PackDigest UNUSABLE = new PackDigest(EventJson.digest(UNUSABLE_PACK));

    private static final Map<PackDigest, EffectivePack> PACKS =
            Map.of(BASELINE, EffectivePack.BASELINE, UNUSABLE, UNUSABLE_PACK);

    private final HttpServer server;

    private PackServer(HttpServer server) {
        this.server = server;
    }

    static PackServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/packs/", PackServer::answer);
        server.start();
        return new PackServer(server);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String digest = exchange.getRequestURI().getPath().substring("/packs/".length());
        Optional<EffectivePack> pack = Optional.ofNullable(PACKS.get(new PackDigest(digest)));
        boolean known = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(bearer -> bearer.matches("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .isPresent();
        if (!known) answer(exchange, 401, "");
        else if (pack.isEmpty()) answer(exchange, 500, "");
        else answer(exchange, 200, EventJson.MAPPER.writeValueAsString(pack.get()));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(/* delaySeconds */ 0);
    }
}
