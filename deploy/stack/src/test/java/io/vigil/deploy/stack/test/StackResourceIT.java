package io.vigil.deploy.stack.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SkipWithoutEngine.class)
class StackResourceIT {
    @Test
    void givesAServiceItsConfigurationAndStartsEachPartOnce() throws Exception {
        // Given
        StackResource first = resource(Map.of("service", "tenant-service"));
        StackResource second = resource(Map.of("service", "report-service", "parts", "postgres"));
        // When
        Map<String, String> tenants = first.start();
        Map<String, String> reports = second.start();
        // Then
        assertThat(tenants.get("vigil.db.url")).isEqualTo(reports.get("vigil.db.url"));
        assertThat(tenants.get("kafka.bootstrap.servers")).matches(".+:\\d+");
        assertThat(reports).doesNotContainKey("kafka.bootstrap.servers");
        try (var connection = DriverManager.getConnection(
                tenants.get("vigil.db.url"), "tenant_service", tenants.get("vigil.db.password"))) {
            assertThat(connection.getSchema()).isEqualTo("tenants");
        }
        assertThat(Path.of(tenants.get("vigil.token.key"))).exists();
        String jwks = Files.readString(Path.of(tenants.get("vigil.token.keys")));
        assertThat(new JsonWebKeySet(jwks).getJsonWebKeys()).hasSize(4);
        assertThat(jwks).doesNotContain("\"d\"");
    }

    @Test
    void startsKeycloakWithTheRealmAndTheMailCatcher() throws Exception {
        // When
        Map<String, String> given = resource(Map.of("service", "api-gateway", "parts", "keycloak,mail"))
                .start();
        // Then
        assertThat(read(given.get("vigil.oidc.url") + "/.well-known/openid-configuration"))
                .contains("\"issuer\":\"" + given.get("vigil.oidc.url"));
        assertThat(read(given.get("vigil.test.mail.page") + "/api/mails")).isEqualTo("[]");
        try (var smtp = new Socket(given.get("vigil.smtp.host"), Integer.parseInt(given.get("vigil.smtp.port")))) {
            assertThat(new String(smtp.getInputStream().readNBytes(4), StandardCharsets.US_ASCII))
                    .isEqualTo("220 ");
        }
        assertThat(given).doesNotContainKeys("kafka.bootstrap.servers", "vigil.db.url");
    }

    private static String read(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void namesAnUnknownServiceAndAnUnknownPart() {
        assertThatThrownBy(() -> resource(Map.of("service", "billing"))).hasMessageContaining("billing");
        assertThatThrownBy(() -> resource(Map.of("parts", "redis")).start()).hasMessageContaining("redis");
    }

    private static StackResource resource(Map<String, String> arguments) {
        StackResource resource = new StackResource();
        resource.init(arguments);
        return resource;
    }
}
