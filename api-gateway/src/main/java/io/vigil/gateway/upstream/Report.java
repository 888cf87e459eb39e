package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.UUID;

/** A rendered report that can be fetched. */
public record Report(UUID id, String format, String name, long bytes, String sha256, Instant createdAt) {}
