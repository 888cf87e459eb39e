package io.vigil.reports.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import io.vigil.reports.channels.OpenWay.Way;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address is called that was looked at, and still only who can prove the name is told anything. */
@SuppressWarnings("NullAway.Init")
class PostOnceTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> askedFor = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private PostOnce post;

    @BeforeEach
    void serve() throws Exception {
        Path keys = folder.resolve("server.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks.example",
                        "-ext",
                        "san=dns:hooks.example",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        server.createContext("/", exchange -> {
            ExtendedSSLSession session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            session.getRequestedServerNames().forEach(name -> askedFor.add(name.toString()));
            askedFor.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        post = new PostOnce(
                vertx,
                new ImpatientConfig(Duration.ofSeconds(20)),
                new HttpClientOptions()
                        .setTrustOptions(
                                new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD)));
    }

    private static SSLContext context(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @AfterEach
    void shut() {
        post.close();
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theNameStaysInTheHandshakeAndInTheRequest() throws Exception {
        // When
        PostOnce.Answer answer = post("hooks.example");
        // Then
        assertThat(answer).isEqualTo(new PostOnce.Answer.Said(204, ""));
        assertThat(askedFor).hasSize(2);
        assertThat(askedFor.getFirst()).contains("hooks.example");
        assertThat(askedFor.getLast())
                .isEqualTo("hooks.example:" + server.getAddress().getPort());
    }

    @Test
    void whoCannotProveTheNameIsToldNothing() throws Exception {
        // When
        PostOnce.Answer answer = post("other.example");
        // Then
        assertThat(answer).isInstanceOf(PostOnce.Answer.Silent.class);
        assertThat(askedFor).isEmpty();
    }

    @Test
    void ofSeveralAddressesEachHasItsTurn() throws Exception {
        // Given
        InetAddress nobody = InetAddress.getByName("127.0.0.2");
        InetAddress somebody = InetAddress.getByName("127.0.0.1");
        Way.Open way = way("hooks.example", List.of(nobody, somebody));
        // When, Then
        assertThat(post.post(way, 0, Map.of(), "{}")).isInstanceOf(PostOnce.Answer.Silent.class);
        assertThat(post.post(way, 1, Map.of(), "{}")).isEqualTo(new PostOnce.Answer.Said(204, ""));
    }

    private PostOnce.Answer post(String host) throws Exception {
        return post.post(way(host, List.of(InetAddress.getByName("127.0.0.1"))), 0, Map.of(), "{}");
    }

    private Way.Open way(String host, List<InetAddress> addresses) {
        return new Way.Open(
                URI.create(
                        "https://%s:%d/hook".formatted(host, server.getAddress().getPort())),
                addresses);
    }
}
