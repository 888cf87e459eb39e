package io.vigil.gateway.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Keycloak's administrator, who makes realms and people for a test. */
public final class KeycloakAdmin {
    public static final String PASSWORD = "a long enough password";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server =
            URI.create(World.config("vigil.test.keycloak.direct")).resolve("/");
    private final Visitor visitor = new Visitor(server);

    public URI server() {
        return server;
    }

    /** Without the realm of that name if there is one. */
    public void makeRealm(String name, String document) {
        send("DELETE", "/admin/realms/" + name, "");
        HttpResponse<String> made = send("POST", "/admin/realms", document);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    /** Somebody with {@link #PASSWORD}; gives the id. */
    public String makePerson(String realm, String name, String... realmRoles) {
        String users = "/admin/realms/" + realm + "/users";
        find(realm, name)
                .forEach(old -> send("DELETE", users + "/" + old.path("id").asText(), ""));
        HttpResponse<String> made = send(
                "POST",
                users,
                write(Map.of(
                        "username",
                        name,
                        "email",
                        name + "@lanternfield.example",
                        "firstName",
                        "Some",
                        "lastName",
                        "Body",
                        "enabled",
                        true,
                        "emailVerified",
                        true,
                        "credentials",
                        List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false)))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = made.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
        for (String role : realmRoles) {
            String known =
                    send("GET", "/admin/realms/" + realm + "/roles/" + role, "").body();
            assertThat(send("POST", users + "/" + id + "/role-mappings/realm", "[" + known + "]")
                            .statusCode())
                    .isEqualTo(204);
        }
        return id;
    }

    public JsonNode find(String realm, String name) {
        return get("/admin/realms/" + realm + "/users?exact=true&username=" + name);
    }

    public JsonNode get(String path) {
        return read(send("GET", path, "").body());
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return visitor.send(visitor.request(
                        server.resolve(path).toString(),
                        "Authorization",
                        "Bearer " + token(),
                        "Content-Type",
                        "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    /** Lives for a minute, so that each request has its own. */
    private String token() {
        HttpResponse<String> answer = visitor.post(
                server.resolve("/realms/master/protocol/openid-connect/token").toString(),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        "admin",
                        "password",
                        World.config("vigil.test.keycloak.admin.password")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return read(answer.body()).path("access_token").asText();
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(document, unreadable);
        }
    }

    private static String write(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(unwritable);
        }
    }
}
