package io.vigil.reports.files;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
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

    /** @param sha256 of the content, lower-case hex */
    record Stored(
            UUID id, Format format, String name, long bytes, String sha256, Instant createdAt, String createdBy) {}

    /** Writes a file under an id that is its own; nothing is kept if {@code content} throws. */
    Stored store(
            TenantId tenant, UUID id, Format format, String name, String createdBy, Consumer<OutputStream> content);

    /** Newest first. */
    List<Stored> list(TenantId tenant, int limit);

    /** @throws Problem 404 if the tenant has no such file */
    Stored find(TenantId tenant, UUID id);

    /** Fetched while it is read; the caller closes it. */
    InputStream open(TenantId tenant, UUID id);
}
