package io.vigil.reports.ingest;

import io.vigil.contracts.Unread;
import io.vigil.contracts.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict says of its finding, as the first half of a SHA-256. A finding that keeps the same one has nothing to be
 * written, unless something else than a scan wrote it since. Its owner is no part: a pack moves that without a scan.
 */
final class VerdictDigest {
    private VerdictDigest() {}

    /**
     * @param evidence the verdict's, as canonical JSON
     * @param scope whose findings the run speaks of
     */
    static UUID of(Verdict verdict, String evidence, String scope, String layer) {
        Unread unread = verdict.unread();
        StringBuilder said = new StringBuilder(256 + evidence.length());
        add(said, scope);
        add(said, layer);
        add(said, verdict.severity().name());
        add(said, verdict.resourceType());
        add(said, verdict.resourceName());
        add(said, verdict.status().name());
        add(said, verdict.message());
        add(said, evidence);
        add(said, unread == null ? null : unread.reason().name());
        add(said, unread == null ? null : unread.missingAction());
        add(said, unread == null ? null : unread.detail());
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(said.toString().getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong(), hash.getLong());
    }

    /** With its length, so that no text of a stranger can pass for two. */
    private static void add(StringBuilder said, @Nullable String field) {
        if (field == null) said.append('-');
        else said.append(field.length()).append(':').append(field);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
