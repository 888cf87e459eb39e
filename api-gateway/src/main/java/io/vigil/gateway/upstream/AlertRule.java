package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told to which channels.
 *
 * @param trigger FINDING_CHANGED, EXCEPTION_ENDS or ACCOUNT_NOT_SCANNED
 * @param filter CEL; empty for everything
 * @param hours before an exception's end, or without a scan; 0 where it means nothing
 * @param digestHour null for one that tells at once
 * @param matched events of the last 7 days
 */
public record AlertRule(
        UUID id,
        String name,
        String trigger,
        String filter,
        int hours,
        @Nullable Integer digestHour,
        String zone,
        List<UUID> channels,
        Instant createdAt,
        String createdBy,
        @Nullable Instant nextDigest,
        int matched) {

    /**
     * What a rule would tell.
     *
     * @param looked how many were looked at, newest first
     * @param complete whether these were all
     */
    public record Preview(int matched, int looked, boolean complete, List<Example> examples) {}

    /** One thing that happened; what makes no sense for it is null. */
    public record Example(
            String change,
            Instant at,
            String title,
            @Nullable String severity,
            @Nullable String account,
            @Nullable String accountName,
            @Nullable String resource,
            @Nullable String resourceName) {}
}
