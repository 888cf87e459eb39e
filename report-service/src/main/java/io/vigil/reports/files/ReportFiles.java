package io.vigil.reports.files;

import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exports.ExportFormat;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportKind;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a tenant's files are kept; rows under row-level security are one way, an object store is another. */
public interface ReportFiles {
    /** Of a file's signature, a JWS in its compact form. */
    String SIGNATURE_TYPE = "application/jose";

    enum Format {
        PDF("application/pdf", "pdf"),
        HTML("text/html; charset=utf-8", "html"),
        CSV(ExportFormat.CSV),
        XLSX(ExportFormat.XLSX),
        NDJSON(ExportFormat.NDJSON),
        OCSF(ExportFormat.OCSF);

        private final String mediaType;
        private final String extension;

        Format(String mediaType, String extension) {
            this.mediaType = mediaType;
            this.extension = extension;
        }

        Format(ExportFormat same) {
            this(same.mediaType(), same.extension());
        }

        public String mediaType() {
            return mediaType;
        }

        /** Of the file's name, without the dot before it. */
        public String extension() {
            return extension;
        }

        /** The word in addresses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** In which a report of a kind is made: events are made of findings, pages for screens of what other kinds tell. */
        public static List<Format> of(ReportKind kind) {
            Format others = kind == ReportKind.POSTURE ? HTML : OCSF;
            return Arrays.stream(values()).filter(format -> format != others).toList();
        }

        /** @throws Problem 400 if it is none, or none of the kind */
        public static Format of(String word, ReportKind kind) {
            return of(kind).stream()
                    .filter(format -> format.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> Problem.badRequest("format '%s' of a report of the kind %s is none of %s"
                            .formatted(
                                    word,
                                    kind.word(),
                                    of(kind).stream().map(Format::word).collect(Collectors.joining(", ")))));
        }
    }

    enum State {
        /** Ordered; the scheduler makes it. */
        MAKING,
        /** Its content can be opened. */
        READY,
        /** It could not be made. */
        FAILED
    }

    /**
     * @param language of the dates on pages
     * @param bytes 0 until it is ready
     * @param sha256 of the content, lower-case hex; empty until it is ready
     * @param signed whether it has a signature; not until it is ready, nor if it was made before files were signed
     * @param failure why it could not be made; empty otherwise
     */
    record Stored(
            UUID id,
            Format format,
            String name,
            ReportAsk ask,
            Locale language,
            State state,
            long bytes,
            String sha256,
            boolean signed,
            String failure,
            Instant createdAt,
            String createdBy) {}

    /** Notes a file whose content is still to be made, and in the audit trail who ordered it. */
    Stored order(TenantId tenant, UUID id, Format format, String name, ReportAsk ask, Locale language, Caller by);

    /**
     * Writes the content of an ordered file, and signs what it is and what it was made of; nothing of it is kept if
     * {@code content} throws.
     *
     * @param content says what it was made of
     * @throws Problem 404 if it was not ordered
     */
    Stored store(TenantId tenant, UUID id, Function<OutputStream, ReportManifest.Inputs> content);

    /**
     * The signed {@link ReportManifest} of a file, in the compact form of JWS; empty if it was made before files were signed.
     *
     * @throws Problem 404 if the tenant has no such file, 409 if its content is not there
     */
    Optional<String> signature(TenantId tenant, UUID id);

    /** An ordered file will not come. */
    void fail(TenantId tenant, UUID id, String why);

    /** Newest first. */
    List<Stored> list(TenantId tenant, int limit);

    /** @throws Problem 404 if the tenant has no such file */
    Stored find(TenantId tenant, UUID id);

    /**
     * Fetched while it is read; the caller closes it.
     *
     * @throws Problem 404 if the tenant has no such file, 409 if its content is not there
     */
    InputStream open(TenantId tenant, UUID id);
}
