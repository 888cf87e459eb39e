package io.vigil.tenants.ownlogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.vigil.tenancy.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchDescriptionTest {
    private static final String WHERE = "/home/.well-known/openid-configuration";

    private final FetchDescription descriptions =
            new FetchDescription(new PublicAddress(/* local */ true), new ObjectMapper());
    private HttpServer server;
    private String issuer;

    @BeforeEach
    void aServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.start();
        issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/home";
    }

    @AfterEach
    void noServer() {
        server.stop(0);
    }

    private void answers(int status, String body, String... location) {
        server.createContext(WHERE, exchange -> {
            if (location.length > 0) exchange.getResponseHeaders().set("Location", location[0]);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private String document(String named, String token) {
        return """
                {"issuer":"%s","authorization_endpoint":"%s/auth","token_endpoint":"%s","jwks_uri":"%s/keys"}""".formatted(named, issuer, token, issuer);
    }

    private void refuses(String words) {
        assertThatThrownBy(() -> descriptions.oidc(issuer))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(words);
    }

    @Test
    void isFoundByTheIssuerOrTheDocumentsOwnAddress() {
        answers(200, document(issuer, issuer + "/token"));
        for (String address : new String[] {issuer, issuer + "/", issuer + "/.well-known/openid-configuration"})
            assertThat(descriptions.oidc(address).token()).hasToString(issuer + "/token");
    }

    @Test
    void oneOfAnotherIssuerIsRefused() {
        answers(200, document("http://127.0.0.1:1/other", issuer + "/token"));
        refuses("of the issuer 'http://127.0.0.1:1/other'");
    }

    @Test
    void oneWithAPlaceThatMayNotBeAskedIsRefused() {
        answers(200, document(issuer, "file:///etc/passwd"));
        refuses("token_endpoint");
    }

    @Test
    void oneWithoutAPlaceIsRefused() {
        answers(200, document(issuer, ""));
        refuses("has no token_endpoint");
    }

    @Test
    void nobodyIsFollowedElsewhere() {
        answers(302, "", issuer + "/elsewhere");
        refuses("answers 302");
    }

    @Test
    void anEndlessOneIsNotReadToItsEnd() {
        answers(200, "x".repeat(300 * 1024));
        refuses("too much");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        answers(200, "<html>");
        refuses("no OpenID Connect discovery document");
    }

    @Test
    void nobodyThereIsSaid() {
        server.stop(0);
        refuses("does not answer");
    }
}
