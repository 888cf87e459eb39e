package io.vigil.reports.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A finding that is to be looked at, as it was when the log was cut.
 *
 * @param transitions since the cut before, in their order
 * @param was the state before the first of them, such as OPEN
 * @param movedAt when the last of them was seen
 * @param undeterminedSince of one that could not be evaluated
 * @param dueAt of one that is overdue
 */
@Schema(name = "AuditItem")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditItem(
        FindingId finding,
        CheckId check,
        Severity severity,
        Region region,
        String resource,
        String resourceType,
        String resourceName,
        List<Kind> kinds,
        List<Transition> transitions,
        @Nullable String was,
        @Nullable Instant movedAt,
        String state,
        Status status,
        @Nullable Instant undeterminedSince,
        @Nullable String reason,
        @Nullable String missingAction,
        @Nullable Instant dueAt) {

    /** Why it is to be looked at. */
    @Schema(name = "AuditItemKind")
    public enum Kind {
        CHANGED,
        /** Its exception ended, and it is open again. */
        EXPIRED,
        NOT_EVALUATED,
        OVERDUE
    }
}
