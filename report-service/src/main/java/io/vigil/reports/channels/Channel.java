package io.vigil.reports.channels;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    @Schema(name = "ChannelKind")
    enum Kind {
        WEBHOOK,
        SLACK,
        TEAMS,
        EMAIL
    }

    boolean isDisabled() {
        return disabledAt != null;
    }

    /** The same channel, with messages to another place. */
    Channel with(String otherName, ChooseTarget.Target target) {
        return new Channel(
                id,
                kind,
                otherName,
                target.address(),
                target.sealed(),
                disabledAt,
                disabledWhy,
                createdAt,
                createdBy,
                owner);
    }

    Channel enabled() {
        return new Channel(id, kind, name, address, sealed, null, "", createdAt, createdBy, owner);
    }

    @Override
    public String toString() {
        return "Channel[" + id + "]";
    }
}
