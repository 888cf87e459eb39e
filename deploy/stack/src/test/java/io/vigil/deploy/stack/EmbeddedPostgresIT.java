package io.vigil.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    @TempDir
    Path folder;

    private Children children;
    private Passwords passwords;

    @BeforeEach
    void prepare() {
        children = new Children(folder.resolve("children"));
        passwords = new Passwords(folder.resolve("passwords"), new SecureRandom());
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void keepsCommittedRowsAcrossAKillOfTheWholeServer() throws Exception {
        // Given
        EmbeddedPostgres first = start();
        new VigilDatabase(first.address()).prepare(passwords);
        execute(first, "tenant_service_owner", "CREATE TABLE tenants.t (n int)");
        execute(first, "tenant_service_owner", "INSERT INTO tenants.t VALUES (7)");
        // When
        first.child().orElseThrow().process().destroyForcibly().waitFor();
        EmbeddedPostgres second = start();
        // Then
        new VigilDatabase(second.address()).prepare(passwords);
        assertThat(number(second, "tenant_service_owner", "SELECT n FROM tenants.t"))
                .isEqualTo(7);
        second.close();
        assertThat(second.child().orElseThrow().process().isAlive()).isFalse();
    }

    @Test
    void giveEachServiceOneSchemaAndItsApplicationRoleNoRightToChangeIt() throws Exception {
        // Given
        EmbeddedPostgres server = start();
        // When
        new VigilDatabase(server.address()).prepare(passwords);
        // Then
        execute(server, "report_service_owner", "CREATE TABLE findings (n int)");
        assertThatThrownBy(() -> execute(server, "report_service", "CREATE TABLE reports.mine (n int)"))
                .hasMessageContaining("permission denied for schema reports");
        assertThatThrownBy(() -> execute(server, "tenant_service_owner", "SELECT * FROM reports.findings"))
                .hasMessageContaining("permission denied for schema reports");
        assertThat(number(
                        server,
                        "report_service",
                        "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"))
                .isZero();
        assertThatThrownBy(() -> DriverManager.getConnection(
                        server.address().jdbcUrl(VigilDatabase.NAME), "report_service", "wrong"))
                .hasMessageContaining("password authentication failed");
    }

    private EmbeddedPostgres start() {
        return new EmbeddedPostgres(
                        folder.resolve("data"),
                        folder.resolve("logs/postgres.log"),
                        passwords.of("postgres"),
                        EmbeddedPostgres.Durability.FAST,
                        children)
                .start();
    }

    private void execute(EmbeddedPostgres server, String role, String command) throws SQLException {
        try (Connection connection = connect(server, role);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private int number(EmbeddedPostgres server, String role, String query) throws SQLException {
        try (Connection connection = connect(server, role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection connect(EmbeddedPostgres server, String role) throws SQLException {
        return DriverManager.getConnection(server.address().jdbcUrl(VigilDatabase.NAME), role, passwords.of(role));
    }
}
