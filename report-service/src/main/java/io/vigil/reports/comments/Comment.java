package io.vigil.reports.comments;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.FindingId;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a finding.
 *
 * @param author a subject
 * @param text lines of plain text; empty once it was deleted
 * @param mentions nobody once it was deleted
 * @param deletedAt when the author took it back; null as long as it stands
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Comment(
        UUID id,
        FindingId finding,
        Instant at,
        String author,
        String authorName,
        Role authorRole,
        String text,
        @Nullable Instant deletedAt,
        List<Mention> mentions) {

    /**
     * Somebody whom it names.
     *
     * @param detail why the mail failed or was left out; empty otherwise
     */
    public record Mention(String subject, String name, Mail mail, String detail) {}

    /** What became of the mail to who was mentioned. */
    public enum Mail {
        QUEUED,
        SENT,
        FAILED,
        /** There are too many already, or nobody knows an address, or the comment was deleted before. */
        LEFT_OUT
    }

    Comment with(List<Mention> others) {
        return new Comment(id, finding, at, author, authorName, authorRole, text, deletedAt, others);
    }
}
