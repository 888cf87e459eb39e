package io.vigil.deploy.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A server and the role that may create databases and roles in it. */
public record PostgresAddress(String host, int port, String user, String password) {
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user, password);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
