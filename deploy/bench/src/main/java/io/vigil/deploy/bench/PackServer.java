package io.vigil.deploy.bench;

import com.sun.net.httpserver.HttpServer;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The one thing that a worker asks of tenant-service: the pack of its unit, here the one that everybody begins with. */
final class PackServer implements AutoCloseable {
    static final PackDigest BASELINE = new PackDigest(EventJson.digest(EffectivePack.BASELINE));
    private static final int OK = 200;

    private final HttpServer server;

    PackServer() throws IOException {
        byte[] pack = EventJson.bytes(EffectivePack.BASELINE);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/packs/", exchange -> {
            exchange.sendResponseHeaders(OK, pack.length);
            exchange.getResponseBody().write(pack);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(/* delaySeconds */ 0);
    }
}
