package io.vigil.reports.ingest;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of COPY's binary form, for what is short or has no text form worth reading. */
final class BinaryRows {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int END = -1;
    private static final int NULL = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    BinaryRows() {
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(/* flags */ 0);
            out.writeInt(/* length of what else the header has */ 0);
        });
    }

    /** Begins a row; its fields follow one by one. */
    BinaryRows row(int fields) {
        return write(() -> out.writeShort(fields));
    }

    BinaryRows uuid(UUID value) {
        return write(() -> {
            out.writeInt(2 * Long.BYTES);
            out.writeLong(value.getMostSignificantBits());
            out.writeLong(value.getLeastSignificantBits());
        });
    }

    BinaryRows integer(int value) {
        return write(() -> {
            out.writeInt(Integer.BYTES);
            out.writeInt(value);
        });
    }

    BinaryRows bytea(byte @Nullable [] value) {
        return write(() -> {
            out.writeInt(value == null ? NULL : value.length);
            if (value != null) out.write(value);
        });
    }

    int size() {
        return bytes.size();
    }

    void copyTo(Handle handle, String table) {
        write(() -> out.writeShort(END));
        CopyRows.into(handle, table, "binary", bytes.toByteArray());
    }

    private interface Part {
        void write() throws IOException;
    }

    private BinaryRows write(Part part) {
        try {
            part.write();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
