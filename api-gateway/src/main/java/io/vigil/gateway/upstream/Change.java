package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One transition of a finding. */
public record Change(
        Instant at,
        String transition,
        UUID finding,
        String check,
        String title,
        String severity,
        String account,
        @Nullable String region,
        @Nullable String resource,
        @Nullable String resourceName) {}
