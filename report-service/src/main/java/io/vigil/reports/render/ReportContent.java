package io.vigil.reports.render;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Severity;
import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.findings.Finding;
import io.vigil.reports.frameworks.ReadFrameworks;
import io.vigil.reports.packs.PacksSaid;
import io.vigil.reports.posture.Posture;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report tells, apart from its findings, which are too many to hold.
 *
 * @param account the one that it is about, or all
 * @param packs what was judged by, and what was decided out
 * @param exceptions in force, first those that end first
 * @param auditHead the newest row of the trail, which whoever keeps the report keeps with it
 */
record ReportContent(
        String customer,
        Optional<AccountId> account,
        Posture posture,
        List<CheckText> checks,
        List<MissingRead> missing,
        List<ReadFrameworks.Standing> frameworks,
        PacksSaid packs,
        List<ReadExceptions.Shown> exceptions,
        AuditHead auditHead) {

    /** A check with something open or unread, worst first. */
    record CheckText(
            CheckId check,
            String title,
            Severity severity,
            String layer,
            String owner,
            String risk,
            String remediation,
            String commands,
            List<URI> references,
            int open) {}

    /**
     * Something that stood in the way of checking.
     *
     * @param missingAction the IAM action to grant, if that would help
     * @param findings how many findings could not be checked because of it
     */
    record MissingRead(@Nullable String missingAction, String reason, int findings, List<CheckId> checks) {}

    /** Findings of one check that go on one stretch of pages. */
    record Stretch(CheckText check, boolean first, List<Finding> findings) {}
}
