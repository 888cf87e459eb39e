package io.vigil.deploy.local.audit;

import io.vigil.contracts.AuditChain;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.TenantId;
import java.util.Optional;

/**
 * What became of the walk over one chain.
 *
 * @param rows that were looked at
 * @param whole false when a filter chose the rows, so that nothing is said of missing ones
 * @param fault the first one
 */
record Verified(
        String service, TenantId tenant, long rows, AuditHead head, boolean whole, Optional<AuditChain.Fault> fault) {}
