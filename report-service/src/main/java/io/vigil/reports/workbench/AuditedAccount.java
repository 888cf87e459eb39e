package io.vigil.reports.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.AccountId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One account's part of an audit.
 *
 * @param since when its log was cut before
 * @param until when it was cut for this audit; what is written later belongs to the next one
 * @param lastFoldedAt when a scan of it was seen last; null for never
 * @param stale whether no scan was seen since {@code since}: then no change says nothing
 * @param revision to be handed back by who signs or notes: nobody signs what they did not see
 * @param looked by whom last; null while nobody did
 * @param together whether it was signed off unlooked at, since nothing changed
 * @param seconds that people had its page open and were active
 */
@Schema(name = "AuditedAccount")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditedAccount(
        AccountId account,
        String name,
        Instant since,
        Instant until,
        @Nullable Instant lastFoldedAt,
        boolean stale,
        AuditSums sums,
        int revision,
        @Nullable Act looked,
        String note,
        @Nullable Act noted,
        @Nullable Act signed,
        boolean together,
        long seconds) {

    /** Nothing is to be looked at, and it was scanned. */
    public boolean unchanged() {
        return sums.items() == 0 && !stale;
    }
}
