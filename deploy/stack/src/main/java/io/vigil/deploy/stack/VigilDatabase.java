package io.vigil.deploy.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The databases {@code vigil} (a schema and two roles a service) and {@code keycloak}. A service's owner role migrates
 * and owns the tables, its application role owns nothing and cannot pass over row-level security.
 */
public final class VigilDatabase {
    public static final String NAME = "vigil";
    public static final String KEYCLOAK = "keycloak";

    /**
     * @param name the service's, such as {@code tenant-service}; its roles are {@code tenant_service} and
     *     {@code tenant_service_owner}
     */
    public record ServiceSchema(String name, String schema) {
        public String role() {
            return name.replace('-', '_');
        }

        public String ownerRole() {
            return role() + "_owner";
        }
    }

    public static final List<ServiceSchema> SERVICES =
            List.of(new ServiceSchema("tenant-service", "tenants"), new ServiceSchema("report-service", "reports"));

    /** What the services' migrations may use and only a superuser may install; they live in schema public. */
    private static final List<String> EXTENSIONS = List.of("pg_trgm", "btree_gin");

    private final PostgresAddress server;
    private final String name;

    public VigilDatabase(PostgresAddress server) {
        this(server, NAME);
    }

    /** @param name instead of {@link #NAME} */
    public VigilDatabase(PostgresAddress server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Creates what is missing and sets the passwords; may run at every start. */
    public void prepare(Passwords passwords) throws SQLException {
        try (Connection connection = server.connect("postgres")) {
            role(connection, KEYCLOAK, passwords.of(KEYCLOAK));
            database(connection, KEYCLOAK);
            run(connection, "ALTER DATABASE keycloak OWNER TO keycloak");
        }
        prepareServices(passwords);
    }

    /** As {@link #prepare}, without Keycloak's. */
    public void prepareServices(Passwords passwords) throws SQLException {
        try (Connection connection = server.connect("postgres")) {
            database(connection, name);
            for (ServiceSchema service : SERVICES) {
                role(connection, service.role(), passwords.of(service.role()));
                role(connection, service.ownerRole(), passwords.of(service.ownerRole()));
            }
        }
        try (Connection connection = server.connect(name)) {
            run(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            for (String extension : EXTENSIONS) {
                run(connection, "CREATE EXTENSION IF NOT EXISTS " + extension + " SCHEMA public");
            }
            for (ServiceSchema service : SERVICES) {
                schema(connection, service);
            }
        }
    }

    /** Ends the sessions in it. */
    public void drop() throws SQLException {
        try (Connection connection = server.connect("postgres")) {
            run(connection, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }

    private void schema(Connection connection, ServiceSchema service) throws SQLException {
        run(connection, "CREATE SCHEMA IF NOT EXISTS " + service.schema() + " AUTHORIZATION " + service.ownerRole());
        run(connection, "GRANT USAGE ON SCHEMA " + service.schema() + " TO " + service.role());
        for (String role : List.of(service.role(), service.ownerRole())) {
            run(connection, "GRANT CONNECT, TEMPORARY ON DATABASE " + name + " TO " + role);
            run(
                    connection,
                    "ALTER ROLE " + role + " IN DATABASE " + name + " SET search_path = " + service.schema()
                            + ", public");
        }
    }

    private static void role(Connection connection, String role, String password) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
            run(connection, "CREATE ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS");
        }
        run(connection, "ALTER ROLE " + role + " PASSWORD '" + password.replace("'", "''") + "'");
    }

    private static void database(Connection connection, String name) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            run(connection, "CREATE DATABASE " + name);
            run(connection, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
