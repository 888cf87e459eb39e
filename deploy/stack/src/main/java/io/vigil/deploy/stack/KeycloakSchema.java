package io.vigil.deploy.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Keycloak's empty tables as one SQL script, by its own way of manual migration. The migration takes two thirds of a first
 * start; the script, written once a user and free of any realm and secret, takes a second or two.
 */
final class KeycloakSchema {
    static final String FILE = "schema.sql";

    /** Where Liquibase notes what has run; the script writes to it, but leaves its making to Liquibase. */
    private static final String CHANGE_LOG = """
            CREATE TABLE public.databasechangelog (
              id varchar(255) NOT NULL, author varchar(255) NOT NULL, filename varchar(255) NOT NULL,
              dateexecuted timestamp NOT NULL, orderexecuted int NOT NULL, exectype varchar(10) NOT NULL,
              md5sum varchar(35), description varchar(255), comments varchar(255), tag varchar(255),
              liquibase varchar(20), contexts varchar(255), labels varchar(255), deployment_id varchar(10))
            """;

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private KeycloakSchema() {}

    /** Lets the server write the script against a database that lives no longer than this call. */
    static void write(Path distribution, Children children, Path log) throws IOException {
        Path scratch = Files.createTempDirectory("vigil-keycloak-schema-");
        try {
            Folders.passable(scratch);
            Passwords passwords = new Passwords(scratch.resolve("passwords"), new SecureRandom());
            EmbeddedPostgres server = new EmbeddedPostgres(
                    scratch.resolve("postgres"),
                    scratch.resolve("postgres.log"),
                    passwords.of(EmbeddedPostgres.SUPERUSER),
                    EmbeddedPostgres.Durability.FAST,
                    children);
            try (server) {
                server.start();
                new VigilDatabase(server.address()).prepare(passwords);
                ask(distribution, server.address(), passwords.of(VigilDatabase.KEYCLOAK), children, log);
            }
        } catch (SQLException e) {
            throw new PartFailed(EmbeddedKeycloak.NAME, "cannot write its schema: " + e.getMessage(), log, e);
        } finally {
            Folders.delete(scratch);
        }
    }

    private static void ask(Path distribution, PostgresAddress database, String password, Children children, Path log) {
        Path script = distribution.resolve(FILE);
        ProcessBuilder command = EmbeddedKeycloak.java(
                distribution,
                "320m",
                List.of(
                        "start",
                        "--optimized",
                        "--http-enabled=true",
                        "--http-host=" + Loopback.HOST,
                        "--http-port=" + Loopback.freePort(),
                        "--hostname-strict=false",
                        "--cache=local",
                        "--log-level=warn",
                        "--db-url=" + database.jdbcUrl(VigilDatabase.KEYCLOAK),
                        "--db-username=" + VigilDatabase.KEYCLOAK,
                        "--spi-connections-jpa--quarkus--migration-strategy=manual",
                        "--spi-connections-jpa--quarkus--initialize-empty=false",
                        "--spi-connections-jpa--quarkus--migration-export=" + script));
        command.environment().put("KC_DB_PASSWORD", password);
        // it ends with an error, since it may not touch the database
        children.start(EmbeddedKeycloak.NAME, command, log).awaitAnyEnd(LIMIT);
        if (Files.notExists(script)) {
            throw new PartFailed(EmbeddedKeycloak.NAME, "wrote no " + script, log);
        }
    }

    /** Runs the script in a database that has no tables yet. */
    static void apply(Path script, PostgresAddress server, String password) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl(VigilDatabase.KEYCLOAK), VigilDatabase.KEYCLOAK, password);
                Statement statement = connection.createStatement()) {
            if (!isEmpty(statement)) {
                return;
            }
            connection.setAutoCommit(false);
            statement.execute(CHANGE_LOG);
            statement.execute(Files.readString(script));
            connection.commit();
        }
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT to_regclass('public.databasechangelog') IS NULL")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
