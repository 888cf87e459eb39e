package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody said of a finding. */
public record Comment(
        UUID id,
        Instant at,
        String author,
        String authorName,
        String text,
        @Nullable Instant deletedAt,
        @Nullable List<Mention> mentions) {

    /** @param mail QUEUED, SENT, FAILED or LEFT_OUT */
    public record Mention(
            String subject,
            String name,
            String mail,
            @Nullable String detail) {}

    /** The answer of {@code GET …/comments}, newest first. */
    public record Listing(List<Comment> items, @Nullable UUID next) {
        public static final Listing NONE = new Listing(List.of(), null);
    }
}
