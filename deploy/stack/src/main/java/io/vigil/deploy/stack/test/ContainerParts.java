package io.vigil.deploy.stack.test;

import io.vigil.deploy.stack.EmbeddedKeycloak;
import io.vigil.deploy.stack.EmbeddedPostgres;
import io.vigil.deploy.stack.KafkaTopics;
import io.vigil.deploy.stack.LocalRealm;
import io.vigil.deploy.stack.Passwords;
import io.vigil.deploy.stack.PostgresAddress;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The parts as containers of the versions that we run embedded; Testcontainers ends them with the test JVM. */
final class ContainerParts {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int POSTGRES_PORT = 5432;
    private static final int KEYCLOAK_PORT = 8080;
    private static final int OWNER_READS = 0644;

    private ContainerParts() {}

    @SuppressWarnings("resource") // lives as long as this JVM
    static PostgresAddress postgres(Passwords passwords) {
        String password = passwords.of(EmbeddedPostgres.SUPERUSER);
        PostgreSQLContainer server = new PostgreSQLContainer("postgres:18")
                .withUsername(EmbeddedPostgres.SUPERUSER)
                .withPassword(password)
                .withDatabaseName(EmbeddedPostgres.SUPERUSER);
        server.start();
        return new PostgresAddress(
                server.getHost(), server.getMappedPort(POSTGRES_PORT), EmbeddedPostgres.SUPERUSER, password);
    }

    @SuppressWarnings("resource") // lives as long as this JVM
    static String kafka() {
        KafkaContainer broker = new KafkaContainer("apache/kafka:4.2.1")
                .withEnv(Map.of(
                        "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1",
                        "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1",
                        "KAFKA_GROUP_SHARE_MIN_RECORD_LOCK_DURATION_MS", "1000"));
        broker.start();
        KafkaTopics.create(broker.getBootstrapServers(), LIMIT);
        return broker.getBootstrapServers();
    }

    /** On a database of its own inside the container. */
    @SuppressWarnings("resource") // lives as long as this JVM
    static String keycloak(Passwords passwords) {
        GenericContainer<?> server = new GenericContainer<>("quay.io/keycloak/keycloak:26.7.3")
                .withExposedPorts(KEYCLOAK_PORT)
                .withEnv(EmbeddedKeycloak.secrets(passwords))
                .withCopyToContainer(
                        Transferable.of(LocalRealm.json(), OWNER_READS), "/opt/keycloak/data/import/vigil-realm.json")
                .withCommand("start-dev", "--import-realm")
                .waitingFor(Wait.forHttp("/realms/vigil/.well-known/openid-configuration")
                        .forPort(KEYCLOAK_PORT)
                        .withStartupTimeout(LIMIT));
        server.start();
        return "http://" + server.getHost() + ":" + server.getMappedPort(KEYCLOAK_PORT) + "/realms/vigil";
    }
}
