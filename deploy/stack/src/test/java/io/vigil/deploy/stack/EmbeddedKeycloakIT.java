package io.vigil.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKeycloakIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
    void logsDemoPeopleInAndKeepsTheRealmAcrossAKill() throws Exception {
        try (Children children = new Children(folder.resolve("children"))) {
            // Given
            Passwords passwords = new Passwords(folder.resolve("passwords"), new SecureRandom());
            EmbeddedPostgres database = new EmbeddedPostgres(
                            folder.resolve("postgres"),
                            folder.resolve("logs/postgres.log"),
                            passwords.of("postgres"),
                            EmbeddedPostgres.Durability.FAST,
                            children)
                    .start();
            new VigilDatabase(database.address()).prepare(passwords);
            EmbeddedKeycloak first = start(children, passwords, database);
            JsonNode claims = login(first, passwords, "marek");
            assertThat(claims.get("sub").asText()).isEqualTo("c3000000-0000-4000-8000-000000000002");
            assertThat(claims.get("realm_access").get("roles").toString()).contains("msp-admin");
            assertThat(claims.get("iss").asText()).isEqualTo(first.address());
            assertThat(claims.get("aud").toString()).contains("vigil-portal");
            assertThat(loginPage(first, "http://127.0.0.1:45678/login")).isEqualTo(200);
            assertThat(loginPage(first, "http://intruder.example/login")).isEqualTo(400);
            // When
            first.child().orElseThrow().process().destroyForcibly().waitFor();
            EmbeddedKeycloak second = start(children, passwords, database);
            // Then
            assertThat(login(second, passwords, "vera").get("sub").asText())
                    .isEqualTo("a1000000-0000-4000-8000-000000000001");
            second.close();
            database.close();
        }
    }

    private EmbeddedKeycloak start(Children children, Passwords passwords, EmbeddedPostgres database) {
        return new EmbeddedKeycloak(
                        folder.resolve("keycloak"),
                        folder.resolve("logs/keycloak.log"),
                        database.address(),
                        passwords,
                        children)
                .start();
    }

    private static JsonNode login(EmbeddedKeycloak server, Passwords passwords, String user) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.address() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "vigil-cli",
                                "client_secret",
                                passwords.of(EmbeddedKeycloak.CLI_SECRET),
                                "username",
                                user,
                                "password",
                                passwords.of(EmbeddedKeycloak.DEMO_PASSWORD)))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String token = JSON.readTree(response.body()).get("access_token").asText();
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static int loginPage(EmbeddedKeycloak server, String redirect) throws Exception {
        String query = form(Map.of(
                "client_id", "vigil-portal",
                "response_type", "code",
                "scope", "openid",
                "code_challenge_method", "S256",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "redirect_uri", redirect));
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(server.address() + "/protocol/openid-connect/auth?" + query))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
