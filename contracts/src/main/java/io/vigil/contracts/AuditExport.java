package io.vigil.contracts;

import java.time.Instant;

/**
 * The last line of an exported audit trail.
 *
 * @param format {@link #FORMAT}
 * @param head the newest row of the trail when the file was made
 * @param whole false when a filter chose the rows, so that rows between them are rightly not there
 */
public record AuditExport(
        String format, TenantId tenant, String service, AuditHead head, boolean whole, Instant exportedAt) {
    public static final String FORMAT = "vigil-audit-export-1";
}
