package io.vigil.reports.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An audit of a tenant: what changed in its accounts since each was signed off last.
 *
 * @param number of the tenant's, from 1
 * @param since when the log was cut before, in the account where that is longest ago
 * @param signed when the last account was signed off; null while the audit is open
 * @param unchanged accounts in which there is nothing to look at
 * @param together accounts that were signed off unlooked at, since nothing changed in them
 * @param seconds that people had it open and were active
 * @param savedSeconds that those accounts would have taken besides; null while it is open, or not known
 * @param file the record that is signed; null while it is open
 */
@Schema(name = "WeeklyAudit")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WeeklyAudit(
        UUID id,
        int number,
        Instant since,
        Act opened,
        @Nullable Act signed,
        int accounts,
        int signedAccounts,
        int unchanged,
        int together,
        AuditSums sums,
        long seconds,
        @Nullable Long savedSeconds,
        @Nullable File file) {

    /** @param sha256 of all its bytes, lower-case hex */
    @Schema(name = "WeeklyAuditFile")
    public record File(String name, long bytes, String sha256) {}

    /** As its record tells it, which cannot hold its own digest. */
    WeeklyAudit withoutFile() {
        return signed(signed, savedSeconds, null);
    }

    WeeklyAudit signed(@Nullable Act by, @Nullable Long saved, @Nullable File record) {
        return new WeeklyAudit(
                id,
                number,
                since,
                opened,
                by,
                accounts,
                signedAccounts,
                unchanged,
                together,
                sums,
                seconds,
                saved,
                record);
    }
}
