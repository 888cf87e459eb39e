package io.vigil.reports;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of tenant-service as tells who people are: every customer has the same, and one of the provider is inside. */
public final class TenantServiceDouble implements QuarkusTestResourceLifecycleManager {
    public static final String VERA = "vera-who-works";
    public static final String VERAS_ADDRESS = "vera.lindqvist@people.example";
    public static final String OLE = "ole-who-works";
    public static final String OLES_ADDRESS = "ole@people.example";
    /** Somebody of another domain with the same local part as {@link #OLE}. */
    public static final String OTHER_OLE = "ole-of-elsewhere";

    public static final String NADIA_OF_THE_PROVIDER = "nadia-of-the-provider";
    /** Whose grant is over. */
    public static final String MIA_OUTSIDE = "mia-outside";

    private static final String MEMBERS = """
            [{"subject":"%s","email":"%s","role":"OPERATOR","addedAt":"2026-01-01T00:00:00Z","addedBy":"A"},
             {"subject":"%s","email":"%s","role":"VIEWER","addedAt":"2026-01-01T00:00:00Z","addedBy":"A"},
             {"subject":"%s","email":"ole@elsewhere.example","role":"VIEWER","addedAt":"2026-01-01T00:00:00Z","addedBy":"A"},
             {"subject":"without-an-address","email":"","role":"ADMIN","addedAt":"2026-01-01T00:00:00Z","addedBy":"A"}]
            """.formatted(VERA, VERAS_ADDRESS, OLE, OLES_ADDRESS, OTHER_OLE);

    private static final String GRANTS = """
            {"items":[{"id":"00000000-0000-0000-0000-000000000009","kind":"WORK","state":"OPEN","subject":"%s","name":"Nadia"},
             {"id":"00000000-0000-0000-0000-000000000008","kind":"WORK","state":"EXPIRED","subject":"%s","name":"Mia"},
             {"id":"00000000-0000-0000-0000-000000000007","kind":"AUDIT","state":"OPEN","subject":null,"name":"Ada"}],"next":null}
            """.formatted(NADIA_OF_THE_PROVIDER, MIA_OUTSIDE);

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.createContext("/", TenantServiceDouble::answer);
            server.start();
            return Map.of(
                    "vigil.tenant-service.url",
                    "http://127.0.0.1:" + server.getAddress().getPort());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = path.equals("/msp/members")
                ? "[]"
                : path.endsWith("/members") ? MEMBERS : path.endsWith("/grants") ? GRANTS : "";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(body.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        if (server != null) server.stop(0);
    }
}
