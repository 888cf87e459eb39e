package io.vigil.deploy.local.audit;

import io.vigil.contracts.AuditChain;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.TenantId;
import java.util.Optional;

/** Walks one chain; after its first fault the rest is counted only. */
final class WalkChain {
    private final AuditChain chain = new AuditChain();
    private final String service;
    private final TenantId tenant;
    private final Optional<AuditHead> kept;
    private final boolean whole;
    private long rows;
    private Optional<AuditChain.Fault> fault = Optional.empty();
    private boolean keptWasThere;

    /** @param kept a head from elsewhere that the chain must still hold */
    WalkChain(String service, TenantId tenant, Optional<AuditHead> kept, boolean whole) {
        this.service = service;
        this.tenant = tenant;
        this.kept = kept;
        this.whole = whole;
    }

    void take(AuditEntry entry) {
        rows++;
        if (fault.isPresent()) return;
        fault = whole ? chain.next(entry) : AuditChain.altered(entry);
        kept.filter(head -> fault.isEmpty() && head.seq() == entry.seq()).ifPresent(head -> {
            keptWasThere = true;
            fault = head.hash().equals(entry.hash())
                    ? Optional.empty()
                    : Optional.of(new AuditChain.Fault(
                            entry.seq(), "has another hash than the head that was kept: the trail was written anew"));
        });
    }

    /** @param newest what is said elsewhere to be the newest row */
    Verified end(AuditHead newest) {
        if (fault.isEmpty() && whole) fault = chain.end(newest);
        if (fault.isEmpty() && whole && chain.last().seq() > newest.seq())
            fault = Optional.of(new AuditChain.Fault(
                    newest.seq() + 1, "was added past the trail's head, which is row " + newest.seq()));
        if (fault.isEmpty() && !keptWasThere && kept.isPresent()) fault = beyond(kept.get());
        return new Verified(service, tenant, rows, chain.last(), whole, fault);
    }

    private Optional<AuditChain.Fault> beyond(AuditHead head) {
        if (head.seq() == 0) return Optional.empty();
        return whole
                ? chain.end(head)
                : Optional.of(new AuditChain.Fault(head.seq(), "is not among the rows that the filter chose"));
    }
}
