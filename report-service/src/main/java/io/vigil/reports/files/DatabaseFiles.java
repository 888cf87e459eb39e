package io.vigil.reports.files;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Files as rows of 256 KiB, under the tenant's row-level security; neither way holds a whole file in memory. */
@ApplicationScoped
class DatabaseFiles implements ReportFiles {
    private static final int CHUNK_BYTES = 256 * 1024;

    private final TenantTransaction transaction;
    private final InstantSource clock;

    DatabaseFiles(TenantTransaction transaction, InstantSource clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Stored store(
            TenantId tenant, UUID id, Format format, String name, String createdBy, Consumer<OutputStream> content) {
        // the content is made by transactions of its own; its chunks show only when the file's row does
        var chunks = new Chunks(tenant, id);
        MessageDigest sha256 = sha256();
        try (OutputStream out = new BufferedOutputStream(new DigestOutputStream(chunks, sha256), CHUNK_BYTES)) {
            content.accept(out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var stored = new Stored(
                id,
                format,
                name,
                chunks.bytes,
                HexFormat.of().formatHex(sha256.digest()),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                createdBy);
        transaction.run(tenant, handle -> insert(handle, tenant, stored));
        return stored;
    }

    @Override
    public List<Stored> list(TenantId tenant, int limit) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("""
                                select * from report_file where tenant_id = :tenant
                                order by created_at desc, file_id limit :limit
                                """)
                        .bind("tenant", tenant.value())
                        .bind("limit", limit)
                        .map((rs, ctx) -> stored(rs))
                        .list());
    }

    @Override
    public Stored find(TenantId tenant, UUID id) {
        return transaction
                .call(
                        tenant,
                        handle -> handle.createQuery(
                                        "select * from report_file where tenant_id = :tenant and file_id = :file")
                                .bind("tenant", tenant.value())
                                .bind("file", id)
                                .map((rs, ctx) -> stored(rs))
                                .findOne())
                .orElseThrow(() -> Problem.notFound("no report " + id));
    }

    @Override
    public InputStream open(TenantId tenant, UUID id) {
        find(tenant, id);
        return new SequenceInputStream(new Enumeration<>() {
            private int next;
            private Optional<byte[]> chunk = read(tenant, id, 0);

            @Override
            public boolean hasMoreElements() {
                return chunk.isPresent();
            }

            @Override
            public InputStream nextElement() {
                InputStream current = new ByteArrayInputStream(chunk.orElseThrow());
                chunk = read(tenant, id, ++next);
                return current;
            }
        });
    }

    private Optional<byte[]> read(TenantId tenant, UUID id, int chunk) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("""
                                select body from report_file_chunk
                                where tenant_id = :tenant and file_id = :file and chunk = :chunk
                                """)
                        .bind("tenant", tenant.value())
                        .bind("file", id)
                        .bind("chunk", chunk)
                        .mapTo(byte[].class)
                        .findOne());
    }

    private static void insert(Handle handle, TenantId tenant, Stored stored) {
        handle.createUpdate("""
                        insert into report_file (tenant_id, file_id, format, name, bytes, sha256, created_at, created_by)
                        values (:tenant, :file, :format, :name, :bytes, :sha256, :at, :by)
                        on conflict (tenant_id, file_id) do update set bytes = excluded.bytes, sha256 = excluded.sha256
                        """)
                .bind("tenant", tenant.value())
                .bind("file", stored.id())
                .bind("format", stored.format().word())
                .bind("name", stored.name())
                .bind("bytes", stored.bytes())
                .bind("sha256", stored.sha256())
                .bind("at", stored.createdAt())
                .bind("by", stored.createdBy())
                .execute();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject("file_id", UUID.class),
                Format.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Writes what the buffer in front of it hands over. */
    private final class Chunks extends OutputStream {
        private final TenantId tenant;
        private final UUID id;
        private int chunk;
        private long bytes;

        Chunks(TenantId tenant, UUID id) {
            this.tenant = tenant;
            this.id = id;
            transaction.run(
                    tenant,
                    handle -> handle.createUpdate(
                                    "delete from report_file_chunk where tenant_id = :tenant and file_id = :file")
                            .bind("tenant", tenant.value())
                            .bind("file", id)
                            .execute());
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            for (int start = offset; start < offset + length; start += CHUNK_BYTES) {
                byte[] body = Arrays.copyOfRange(from, start, Math.min(start + CHUNK_BYTES, offset + length));
                transaction.run(
                        tenant,
                        handle -> handle.createUpdate("""
                                        insert into report_file_chunk (tenant_id, file_id, chunk, body)
                                        values (:tenant, :file, :chunk, :body)
                                        """)
                                .bind("tenant", tenant.value())
                                .bind("file", id)
                                .bind("chunk", chunk)
                                .bind("body", body)
                                .execute());
                chunk++;
                bytes += body.length;
            }
        }
    }
}
