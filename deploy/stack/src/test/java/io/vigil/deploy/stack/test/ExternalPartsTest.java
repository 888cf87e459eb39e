package io.vigil.deploy.stack.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.deploy.stack.EmbeddedKeycloak;
import io.vigil.deploy.stack.Passwords;
import io.vigil.deploy.stack.PostgresAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalPartsTest {
    @Test
    void namesEveryVariableThatIsMissing() {
        // Given
        ExternalParts parts = new ExternalParts(Map.of("VIGIL_TEST_POSTGRES_USER", "postgres"));
        // Then
        assertThatThrownBy(parts::postgres)
                .hasMessage("-Dstack=external needs VIGIL_TEST_POSTGRES_URL, VIGIL_TEST_POSTGRES_PASSWORD in the"
                        + " environment; docs/running-locally.md explains them");
        assertThatThrownBy(parts::kafka).hasMessageContaining("VIGIL_TEST_KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void readsTheAddressOfPostgres() {
        // Given
        Map<String, String> login = Map.of("VIGIL_TEST_POSTGRES_USER", "root", "VIGIL_TEST_POSTGRES_PASSWORD", "p");
        // Then
        assertThat(external(login, "jdbc:postgresql://db.example:6543/").postgres())
                .isEqualTo(new PostgresAddress("db.example", 6543, "root", "p"));
        assertThat(external(login, "jdbc:postgresql://db.example/any")
                        .postgres()
                        .port())
                .isEqualTo(5432);
        assertThatThrownBy(() -> external(login, "db.example:6543").postgres())
                .hasMessageContaining("db.example:6543", "jdbc:postgresql://host:port/");
    }

    @Test
    void takesOverTheSecretsOfTheRealm(@TempDir Path folder) {
        // Given
        Passwords passwords = new Passwords(folder.resolve("passwords"), new SecureRandom());
        ExternalParts parts = new ExternalParts(Map.of(
                "VIGIL_TEST_KEYCLOAK_URL", "http://id.example/realms/vigil",
                "VIGIL_TEST_KEYCLOAK_PORTAL_SECRET", "one",
                "VIGIL_TEST_KEYCLOAK_CLI_SECRET", "two",
                "VIGIL_TEST_KEYCLOAK_PEOPLE_SECRET", "four",
                "VIGIL_TEST_KEYCLOAK_DEMO_PASSWORD", "three"));
        // When
        String url = parts.keycloak(passwords);
        // Then
        assertThat(url).isEqualTo("http://id.example/realms/vigil");
        assertThat(new Passwords(folder.resolve("passwords"), new SecureRandom()).of(EmbeddedKeycloak.CLI_SECRET))
                .isEqualTo("two");
    }

    private static ExternalParts external(Map<String, String> login, String url) {
        Map<String, String> all = new HashMap<>(login);
        all.put("VIGIL_TEST_POSTGRES_URL", url);
        return new ExternalParts(all);
    }
}
