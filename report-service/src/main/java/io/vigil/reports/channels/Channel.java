package io.vigil.reports.channels;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go.
 *
 * @param address as it is shown; of a chat without what lets in
 * @param sealed the secret that signs, or the whole address of a chat, in an envelope; null for mail
 * @param disabledAt since when nothing is sent; null for one that works
 * @param disabledWhy empty for one that works
 * @param owner subject of whoever made it
 */
record Channel(
        UUID id,
        Kind kind,
        String name,
        String address,
        @Nullable String sealed,
        @Nullable Instant disabledAt,
        String disabledWhy,
        Instant createdAt,
        String createdBy,
        String owner) {

    enum Kind {
        WEBHOOK,
        SLACK,
        TEAMS,
        EMAIL
    }

    boolean isDisabled() {
        return disabledAt != null;
    }

    @Override
    public String toString() {
        return "Channel[" + id + "]";
    }
}
