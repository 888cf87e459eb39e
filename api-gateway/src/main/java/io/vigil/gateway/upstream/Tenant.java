package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer, as tenant-service lists it. */
public record Tenant(
        UUID id, String slug, String name, @Nullable Instant createdAt) {}
