package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.UUID;

/**
 * A report, fetched when it is ready.
 *
 * @param state {@code making}, {@code ready} or {@code failed}
 * @param signed whether a signature can be fetched beside it
 */
public record Report(
        UUID id,
        String format,
        String name,
        String state,
        long bytes,
        String sha256,
        boolean signed,
        String failure,
        Instant createdAt) {}
