package io.vigil.gateway.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens that Keycloak really gives out. */
@Singleton
public class Tokens {
    private final ObjectMapper json;
    private final Map<String, String> given = new ConcurrentHashMap<>();
    private final Visitor visitor = new Visitor(World.home());

    Tokens(ObjectMapper json) {
        this.json = json;
    }

    /** Of a machine that acts for a person of the realm. */
    public String of(String user) {
        return given.computeIfAbsent(
                user,
                who -> grant(
                        World.config("vigil.oidc.url"), "vigil-cli", who, World.config("vigil.test.demo.password")));
    }

    /** Of a client whose tokens are not meant for the gateway. */
    public String ofAnotherClient(String user) {
        return grant(World.config("vigil.oidc.url"), "admin-cli", user, World.config("vigil.test.demo.password"));
    }

    /** Signed by the same keys, but issued under another address. */
    public String ofAnotherIssuer(String user) {
        return grant(
                World.config("vigil.test.keycloak.direct"),
                "vigil-cli",
                user,
                World.config("vigil.test.demo.password"));
    }

    /** Lets the tokens that are given out from now on live for so long; the realm says 900 s. */
    public void life(int seconds) {
        given.clear();
        URI realm = URI.create(World.config("vigil.oidc.url"));
        String admin = grant(
                realm.resolve("/realms/master").toString(),
                "admin-cli",
                "admin",
                World.config("vigil.test.keycloak.admin.password"));
        var answer = visitor.send(visitor.request(
                        realm.resolve("/admin/realms/vigil").toString(),
                        "Authorization",
                        "Bearer " + admin,
                        "Content-Type",
                        "application/json")
                .PUT(BodyPublishers.ofString("{\"accessTokenLifespan\":" + seconds + "}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private String grant(String realm, String client, String user, String password) {
        var answer = visitor.post(
                realm + "/protocol/openid-connect/token",
                Map.of("grant_type", "password", "client_id", client, "username", user, "password", password));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return read(answer.body()).path("access_token").asText();
    }

    /** What a token says, unverified. */
    public JsonNode claims(String token) {
        return read(new String(
                Base64.getUrlDecoder().decode(token.split("\\.")[1]), java.nio.charset.StandardCharsets.UTF_8));
    }

    public JsonNode read(String document) {
        try {
            return json.readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
