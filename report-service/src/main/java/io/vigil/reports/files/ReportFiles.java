package io.vigil.reports.files;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Where a tenant's files are kept; rows under row-level security are one way, an object store is another. */
public interface ReportFiles {

    enum Format {
        PDF("application/pdf"),
        CSV("text/csv; charset=utf-8"),
        NDJSON("application/x-ndjson");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }

        /** The word in addresses and file names. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** @throws Problem 400 if it is none */
        public static Format of(String word) {
            for (Format format : values()) if (format.word().equals(word)) return format;
            throw Problem.badRequest("format '%s' is none of pdf, csv, ndjson".formatted(word));
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
     * @param account the only account that it tells of; absent: all of the tenant's
     * @param language of the dates in a PDF
     * @param bytes 0 until it is ready
     * @param sha256 of the content, lower-case hex; empty until it is ready
     * @param failure why it could not be made; empty otherwise
     */
    record Stored(
            UUID id,
            Format format,
            String name,
            Optional<AccountId> account,
            Locale language,
            State state,
            long bytes,
            String sha256,
            String failure,
            Instant createdAt,
            String createdBy) {}

    /** Notes a file whose content is still to be made, and in the audit trail who ordered it. */
    Stored order(
            TenantId tenant,
            UUID id,
            Format format,
            String name,
            Optional<AccountId> account,
            Locale language,
            Caller by);

    /**
     * Writes the content of an ordered file; nothing of it is kept if {@code content} throws.
     *
     * @throws Problem 404 if it was not ordered
     */
    Stored store(TenantId tenant, UUID id, Consumer<OutputStream> content);

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
