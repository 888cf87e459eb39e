package io.vigil.scanner.cli;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verdict as {@code ./vigil scan} writes it; its components in this order are what a line holds. */
record VerdictLine(
        AccountId account,
        Region region,
        String resource,
        String resourceType,
        CheckId check,
        Severity severity,
        Status status,
        String message,
        Map<String, Object> evidence,
        @Nullable UnreadReason reason) {
    static VerdictLine of(AccountId account, Verdict verdict) {
        return new VerdictLine(
                account,
                verdict.region(),
                verdict.resource(),
                verdict.resourceType(),
                verdict.check(),
                verdict.severity(),
                verdict.status(),
                verdict.message(),
                verdict.evidence(),
                verdict.unread() == null ? null : verdict.unread().reason());
    }
}
