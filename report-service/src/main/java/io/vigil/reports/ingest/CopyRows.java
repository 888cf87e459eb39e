package io.vigil.reports.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/** PostgreSQL's COPY into a temporary table, the fastest way for many rows. */
final class CopyRows {
    private CopyRows() {}

    /** @param format as COPY calls it, {@code csv} or {@code binary} */
    static void into(Handle handle, String table, String format, byte[] rows) {
        try {
            handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy %s from stdin (format %s)".formatted(table, format), new ByteArrayInputStream(rows));
        } catch (SQLException failed) {
            throw new CopyFailed(table, failed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static final class CopyFailed extends RuntimeException {
        CopyFailed(String table, SQLException cause) {
            super("cannot copy to " + table, cause);
        }
    }
}
