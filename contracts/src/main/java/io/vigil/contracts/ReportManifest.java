package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is signed beside a report, so that whoever keeps both can see that not a byte of it was changed, and of what it was
 * made.
 *
 * @param format {@link #FORMAT}
 */
public record ReportManifest(String format, TenantId tenant, String report, File file, Inputs inputs) {
    public static final String FORMAT = "vigil-report-1";

    /** The media type in the signature's header, so that it is taken for no other thing that the key signs. */
    public static final String TYPE = "vigil-report+jws";

    /** Whose key signs it. */
    public static final String SIGNER = "report-service";

    /** @param sha256 of all its bytes, 64 lower-case hex digits */
    public record File(String name, String mediaType, long bytes, String sha256) {}

    /**
     * @param asOf when it was begun
     * @param account the only one that it tells of; null: all of the tenant's
     * @param packs by which was judged: the tenant's, then those of accounts with one of their own
     * @param kind what the report is for, such as {@code framework}; null for the posture
     * @param framework the only one that it tells of; null where there is none
     * @param since the first moment that a report of changes tells of; null for any other
     * @param until the first one that it tells of no longer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Inputs(
            Instant asOf,
            @Nullable AccountId account,
            List<Pack> packs,
            Findings findings,
            @Nullable String kind,
            @Nullable String framework,
            @Nullable Instant since,
            @Nullable Instant until) {
        @JsonCreator
        public Inputs {}

        /** Of the posture. */
        public Inputs(Instant asOf, @Nullable AccountId account, List<Pack> packs, Findings findings) {
            this(asOf, account, packs, findings, null, null, null, null);
        }
    }

    /** @param account null for the tenant's */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pack(@Nullable AccountId account, PackVersions versions, PackDigest digest) {}

    /**
     * The findings in the report, or its rows.
     *
     * @param state the one that they were asked for by, such as {@code open}, or {@code any}; {@code rows} for a report of
     *     another kind than the posture, which is made of rows
     * @param sha256 over the JSON of each, as an NDJSON report has it, with a line feed behind it, in the report's order
     */
    public record Findings(String state, long count, String sha256) {}
}
