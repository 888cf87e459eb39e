package io.vigil.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A service has followed one step of a tenant's off-boarding to its end.
 *
 * @param revision of the order that was followed
 * @param files that were made to be taken along; empty when the step makes none
 * @param rows that were deleted, by table; empty when the step deletes none
 * @param head of the tenant's audit trail at this service when the step was done
 */
public record TenantPartClosed(
        TenantId tenant,
        String service,
        TenantClosing.Step step,
        long revision,
        List<File> files,
        Map<String, Long> rows,
        AuditHead head,
        Instant at)
        implements Event {

    /** @param sha256 of the content, lower-case hex; empty when it could not be made */
    public record File(UUID id, String name, long bytes, String sha256) {}

    public TenantPartClosed {
        if (service == null || step == null || files == null || rows == null || head == null || at == null)
            throw new IllegalArgumentException("tenant %s: the answer lacks a field".formatted(tenant));
        files = List.copyOf(files);
        rows = Map.copyOf(rows);
    }

    @Override
    public UUID eventId() {
        return Uuids.ofName("part closed", tenant, service, revision);
    }

    @Override
    public String key() {
        return tenant.toString();
    }
}
