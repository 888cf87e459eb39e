package io.vigil.reports.comments;

import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Takes back what one said oneself; that something was said, by whom and when, stays. */
@ApplicationScoped
public class DeleteComment {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    DeleteComment(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 404 for no such comment of the finding, 403 for somebody else's */
    void delete(TenantId tenant, FindingId finding, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            Comment comment = CommentTable.lock(handle, tenant, finding, id)
                    .orElseThrow(() -> Problem.notFound("no comment " + id));
            if (!comment.author().equals(by.subject())) throw Problem.forbidden("only who wrote a comment deletes it");
            if (comment.deletedAt() != null) return;
            CommentTable.delete(handle, tenant, id, clock.instant().truncatedTo(ChronoUnit.MICROS));
            audit.append(handle, tenant, by, "comment.deleted", finding.toString(), Map.of("comment", id.toString()));
        });
    }
}
