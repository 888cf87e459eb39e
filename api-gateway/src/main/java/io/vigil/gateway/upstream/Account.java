package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An AWS account of a tenant and whether Vigil can read it. */
public record Account(
        String account,
        @Nullable String name,
        String roleName,
        @Nullable String roleArn,
        @Nullable String externalId,
        @Nullable List<String> regions,
        String state,
        @Nullable String stateMessage,
        @Nullable Instant checkedAt,
        @Nullable Instant lastScanAt,
        @Nullable Instant createdAt) {}
