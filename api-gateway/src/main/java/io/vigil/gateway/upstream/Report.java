package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report, fetched when it is ready.
 *
 * @param kind such as {@code executive}; null of a service that knows the posture alone
 * @param account the only one that it tells of
 * @param since from when a change report tells
 * @param state {@code making}, {@code ready} or {@code failed}
 * @param signed whether a signature can be fetched beside it
 */
public record Report(
        UUID id,
        @Nullable String kind,
        @Nullable String account,
        @Nullable String framework,
        @Nullable Instant since,
        String format,
        String name,
        String state,
        long bytes,
        String sha256,
        boolean signed,
        String failure,
        Instant createdAt) {}
