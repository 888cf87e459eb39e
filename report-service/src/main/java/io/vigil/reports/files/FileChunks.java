package io.vigil.reports.files;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The content of files as rows of 256 KiB, under the tenant's row-level security; no more than one is ever held. */
@ApplicationScoped
public class FileChunks {
    static final int BYTES = 256 * 1024;

    private final TenantTransaction transaction;

    FileChunks(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /** All of a file at once, in the caller's transaction. */
    public static void write(Handle handle, TenantId tenant, UUID file, InputStream content) throws IOException {
        int chunk = 0;
        for (byte[] body = content.readNBytes(BYTES); body.length > 0; body = content.readNBytes(BYTES))
            write(handle, tenant, file, chunk++, body);
    }

    static void write(Handle handle, TenantId tenant, UUID file, int chunk, byte[] body) {
        handle.createUpdate("""
                        insert into report_file_chunk (tenant_id, file_id, chunk, body)
                        values (:tenant, :file, :chunk, :body)
                        """)
                .bind("tenant", tenant.value())
                .bind("file", file)
                .bind("chunk", chunk)
                .bind("body", body)
                .execute();
    }

    public static void delete(Handle handle, TenantId tenant, UUID file) {
        handle.createUpdate("delete from report_file_chunk where tenant_id = :tenant and file_id = :file")
                .bind("tenant", tenant.value())
                .bind("file", file)
                .execute();
    }

    /** Fetched while it is read, each chunk in a transaction of its own; empty if there is none. The caller closes it. */
    public InputStream open(TenantId tenant, UUID file) {
        return new SequenceInputStream(new Enumeration<>() {
            private int next;
            private Optional<byte[]> chunk = read(tenant, file, 0);

            @Override
            public boolean hasMoreElements() {
                return chunk.isPresent();
            }

            @Override
            public InputStream nextElement() {
                InputStream current = new ByteArrayInputStream(chunk.orElseThrow());
                chunk = read(tenant, file, ++next);
                return current;
            }
        });
    }

    private Optional<byte[]> read(TenantId tenant, UUID file, int chunk) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("""
                                select body from report_file_chunk
                                where tenant_id = :tenant and file_id = :file and chunk = :chunk
                                """)
                        .bind("tenant", tenant.value())
                        .bind("file", file)
                        .bind("chunk", chunk)
                        .mapTo(byte[].class)
                        .findOne());
    }
}
