package io.vigil.reports.files;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportAsk.Span;
import io.vigil.reports.kinds.ReportKind;
import io.vigil.reports.proofs.SignReport;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reports under the tenant's row-level security, their content in chunks; neither way holds a whole file in memory. */
@ApplicationScoped
class DatabaseFiles implements ReportFiles {
    private final TenantTransaction transaction;
    private final FileChunks fileChunks;
    private final AuditTrail audit;
    private final SignReport signReport;
    private final InstantSource clock;

    DatabaseFiles(
            TenantTransaction transaction,
            FileChunks fileChunks,
            AuditTrail audit,
            SignReport signReport,
            InstantSource clock) {
        this.transaction = transaction;
        this.fileChunks = fileChunks;
        this.audit = audit;
        this.signReport = signReport;
        this.clock = clock;
    }

    @Override
    public Stored order(
            TenantId tenant, UUID id, Format format, String name, ReportAsk ask, Locale language, Caller by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transaction.run(tenant, handle -> {
            int ordered = handle.createUpdate("""
                            insert into report_file (tenant_id, file_id, format, name, kind, account_id, framework, since, until,
                              language, state, created_at, created_by)
                            values (:tenant, :file, :format, :name, :kind, :account, :framework, :since, :until,
                              :language, 'MAKING', :now, :by)
                            on conflict (tenant_id, file_id) do nothing
                            """)
                    .bind("tenant", tenant.value())
                    .bind("file", id)
                    .bind("format", format.word())
                    .bind("name", name)
                    .bind("kind", ask.kind().word())
                    .bind("account", ask.account().map(AccountId::value).orElse(null))
                    .bind("framework", ask.framework().orElse(null))
                    .bind("since", ask.span().map(Span::since).orElse(null))
                    .bind("until", ask.span().map(Span::until).orElse(null))
                    .bind("language", language.toLanguageTag())
                    .bind("now", now)
                    .bind("by", by.displayName())
                    .execute();
            if (ordered == 1) audit.append(handle, tenant, by, "report.ordered", id.toString(), Map.of("name", name));
        });
        return find(tenant, id);
    }

    @Override
    public Stored store(TenantId tenant, UUID id, Function<OutputStream, ReportManifest.Inputs> content) {
        Stored ordered = find(tenant, id);
        // the content is made by transactions of its own; it can be opened only when the file's row says so
        var chunks = new Chunks(tenant, id);
        MessageDigest digest = sha256();
        ReportManifest.Inputs inputs;
        try (OutputStream out = new BufferedOutputStream(new DigestOutputStream(chunks, digest), FileChunks.BYTES)) {
            inputs = content.apply(out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        String signature = signReport.sign(new ReportManifest(
                ReportManifest.FORMAT,
                tenant,
                id.toString(),
                new ReportManifest.File(ordered.name(), ordered.format().mediaType(), chunks.bytes, sha256),
                inputs));
        transaction.run(
                tenant,
                handle -> handle.createUpdate("""
                                update report_file set state = 'READY', bytes = :bytes, sha256 = :sha256,
                                  signature = :signature, failure = ''
                                where tenant_id = :tenant and file_id = :file
                                """)
                        .bind("tenant", tenant.value())
                        .bind("file", id)
                        .bind("bytes", chunks.bytes)
                        .bind("sha256", sha256)
                        .bind("signature", signature)
                        .execute());
        return find(tenant, id);
    }

    @Override
    public Optional<String> signature(TenantId tenant, UUID id) {
        demandReady(find(tenant, id));
        return transaction.call(
                tenant,
                handle -> handle.createQuery("""
                                select signature from report_file
                                where tenant_id = :tenant and file_id = :file and signature <> ''
                                """)
                        .bind("tenant", tenant.value())
                        .bind("file", id)
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public void fail(TenantId tenant, UUID id, String why) {
        transaction.run(
                tenant,
                handle -> handle.createUpdate("""
                                update report_file set state = 'FAILED', failure = :why
                                where tenant_id = :tenant and file_id = :file and state = 'MAKING'
                                """)
                        .bind("tenant", tenant.value())
                        .bind("file", id)
                        .bind("why", why)
                        .execute());
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
        demandReady(find(tenant, id));
        return fileChunks.open(tenant, id);
    }

    private static void demandReady(Stored stored) {
        switch (stored.state()) {
            case MAKING -> throw Problem.conflict("report %s is still being made".formatted(stored.id()));
            case FAILED -> throw Problem.conflict("report %s could not be made".formatted(stored.id()));
            case READY -> {}
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject("file_id", UUID.class),
                Format.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                ask(row),
                Locale.forLanguageTag(row.getString("language")),
                State.valueOf(row.getString("state")),
                row.getLong("bytes"),
                row.getString("sha256"),
                !row.getString("signature").isEmpty(),
                row.getString("failure"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }

    private static ReportAsk ask(ResultSet row) throws SQLException {
        Timestamp since = row.getTimestamp("since");
        return new ReportAsk(
                ReportKind.of(row.getString("kind")),
                Optional.ofNullable(row.getString("account_id")).map(AccountId::new),
                Optional.ofNullable(row.getString("framework")),
                since == null
                        ? Optional.empty()
                        : Optional.of(new Span(
                                since.toInstant(), row.getTimestamp("until").toInstant())));
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
            transaction.run(tenant, handle -> FileChunks.delete(handle, tenant, id));
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            for (int start = offset; start < offset + length; start += FileChunks.BYTES) {
                byte[] body = Arrays.copyOfRange(from, start, Math.min(start + FileChunks.BYTES, offset + length));
                transaction.run(tenant, handle -> FileChunks.write(handle, tenant, id, chunk, body));
                chunk++;
                bytes += body.length;
            }
        }
    }
}
