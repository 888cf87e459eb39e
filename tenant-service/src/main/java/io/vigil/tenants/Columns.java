package io.vigil.tenants;

import io.vigil.contracts.Region;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the columns that JDBC has no direct word for. */
public final class Columns {
    private Columns() {}

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return maybeInstant(row, column).orElseThrow(() -> new IllegalStateException(column + " is null"));
    }

    public static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp value = row.getTimestamp(column);
        return Optional.ofNullable(value).map(Timestamp::toInstant);
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
    }

    public static List<Region> regions(ResultSet row, String column) throws SQLException {
        return texts(row, column).stream().map(Region::new).toList();
    }
}
