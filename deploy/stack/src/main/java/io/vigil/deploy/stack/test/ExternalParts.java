package io.vigil.deploy.stack.test;

import io.vigil.deploy.stack.EmbeddedKeycloak;
import io.vigil.deploy.stack.KafkaTopics;
import io.vigil.deploy.stack.Passwords;
import io.vigil.deploy.stack.PostgresAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Parts that somebody else runs, by environment variables. The servers must be for tests only: roles get new passwords, and
 * the platform's topics are emptied.
 */
final class ExternalParts {
    static final String POSTGRES_URL = "VIGIL_TEST_POSTGRES_URL";
    static final String POSTGRES_USER = "VIGIL_TEST_POSTGRES_USER";
    static final String POSTGRES_PASSWORD = "VIGIL_TEST_POSTGRES_PASSWORD";
    static final String KAFKA = "VIGIL_TEST_KAFKA_BOOTSTRAP_SERVERS";
    static final String KEYCLOAK = "VIGIL_TEST_KEYCLOAK_URL";
    static final String PORTAL_SECRET = "VIGIL_TEST_KEYCLOAK_PORTAL_SECRET";
    static final String CLI_SECRET = "VIGIL_TEST_KEYCLOAK_CLI_SECRET";
    static final String PEOPLE_SECRET = "VIGIL_TEST_KEYCLOAK_PEOPLE_SECRET";
    static final String DEMO_PASSWORD = "VIGIL_TEST_KEYCLOAK_DEMO_PASSWORD";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int POSTGRES_PORT = 5432;

    private final Map<String, String> environment;

    ExternalParts(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Of a user who may create roles, databases and extensions. */
    PostgresAddress postgres() {
        demand(List.of(POSTGRES_URL, POSTGRES_USER, POSTGRES_PASSWORD));
        String url = of(POSTGRES_URL);
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new IllegalStateException(POSTGRES_URL + "=" + url + ": write it as jdbc:postgresql://host:port/");
        }
        URI address = URI.create(url.substring("jdbc:".length()));
        int port = address.getPort() < 0 ? POSTGRES_PORT : address.getPort();
        return new PostgresAddress(address.getHost(), port, of(POSTGRES_USER), of(POSTGRES_PASSWORD));
    }

    String kafka() {
        demand(List.of(KAFKA));
        KafkaTopics.create(of(KAFKA), LIMIT);
        KafkaTopics.empty(of(KAFKA), LIMIT);
        return of(KAFKA);
    }

    /** @param passwords take over the secrets of the realm's clients and people */
    String keycloak(Passwords passwords) {
        demand(List.of(KEYCLOAK, PORTAL_SECRET, CLI_SECRET, PEOPLE_SECRET, DEMO_PASSWORD));
        passwords.take(EmbeddedKeycloak.PORTAL_SECRET, of(PORTAL_SECRET));
        passwords.take(EmbeddedKeycloak.CLI_SECRET, of(CLI_SECRET));
        passwords.take(EmbeddedKeycloak.PEOPLE_SECRET, of(PEOPLE_SECRET));
        passwords.take(EmbeddedKeycloak.DEMO_PASSWORD, of(DEMO_PASSWORD));
        return of(KEYCLOAK);
    }

    private void demand(List<String> names) {
        List<String> missing = names.stream().filter(name -> of(name).isBlank()).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("-Dstack=external needs " + String.join(", ", missing)
                    + " in the environment; docs/running-locally.md explains them");
        }
    }

    private String of(String name) {
        return environment.getOrDefault(name, "");
    }
}
