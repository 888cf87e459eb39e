package io.vigil.deploy.stack.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(tenants.get("kafka.bootstrap.servers")).startsWith("127.0.0.1:");
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
