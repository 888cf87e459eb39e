package io.vigil.gateway.upstream;

import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.AuditHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an audit trail, newest first.
 *
 * @param next {@code before} of the page that follows; null on the last
 */
public record Trail(List<AuditEntry> items, @Nullable Long next, AuditHead head) {}
