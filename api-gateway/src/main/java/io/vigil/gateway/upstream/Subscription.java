package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report that is mailed on a schedule. */
public record Subscription(
        UUID id,
        String name,
        String cron,
        String zone,
        List<String> recipients,
        List<String> formats,
        @Nullable String misfire,
        @Nullable List<Instant> nextRuns) {}
