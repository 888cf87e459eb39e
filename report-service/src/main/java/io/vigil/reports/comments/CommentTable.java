package io.vigil.reports.comments;

import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Comments with whom they mention. */
final class CommentTable {
    private CommentTable() {}

    private record Mentioned(UUID comment, Comment.Mention mention) {}

    static void insert(Handle handle, TenantId tenant, Comment comment) {
        handle.createUpdate("""
                        insert into finding_comment (tenant_id, comment_id, finding_id, at, author, author_name, author_role, text)
                        values (:tenant, :id, :finding, :at, :author, :authorName, :authorRole, :text)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", comment.id())
                .bind("finding", comment.finding().value())
                .bind("at", comment.at())
                .bind("author", comment.author())
                .bind("authorName", comment.authorName())
                .bind("authorRole", comment.authorRole().name())
                .bind("text", comment.text())
                .execute();
    }

    /** Of a finding that is there; two who write at once follow each other. */
    static Optional<Integer> count(Handle handle, TenantId tenant, FindingId finding) {
        handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "comments " + finding);
        return handle.createQuery("""
                        select (select count(*) from finding_comment c
                          where c.tenant_id = f.tenant_id and c.finding_id = f.finding_id)
                        from finding f where f.tenant_id = :tenant and f.finding_id = :finding
                        """)
                .bind("tenant", tenant.value())
                .bind("finding", finding.value())
                .mapTo(Integer.class)
                .findOne();
    }

    static boolean hasFinding(Handle handle, TenantId tenant, FindingId finding) {
        return handle.createQuery(
                        "select exists (select from finding where tenant_id = :tenant and finding_id = :finding)")
                .bind("tenant", tenant.value())
                .bind("finding", finding.value())
                .mapTo(Boolean.class)
                .one();
    }

    static Optional<Comment> find(Handle handle, TenantId tenant, FindingId finding, UUID id) {
        return find(handle, tenant, finding, id, "");
    }

    /** Nobody else changes it until the transaction ends. */
    static Optional<Comment> lock(Handle handle, TenantId tenant, FindingId finding, UUID id) {
        return find(handle, tenant, finding, id, " for update");
    }

    private static Optional<Comment> find(Handle handle, TenantId tenant, FindingId finding, UUID id, String lock) {
        return handle.createQuery("""
                        select * from finding_comment where tenant_id = :tenant and finding_id = :finding and comment_id = :id
                        """ + lock)
                .bind("tenant", tenant.value())
                .bind("finding", finding.value())
                .bind("id", id)
                .map((row, context) -> of(row))
                .findOne();
    }

    /** Newest first. */
    static List<Comment> page(Handle handle, TenantId tenant, FindingId finding, @Nullable Comment after, int limit) {
        List<Comment> comments = handle.createQuery("""
                        select * from finding_comment where tenant_id = :tenant and finding_id = :finding
                          and (:at::timestamptz is null or at < :at or at = :at and comment_id > :last)
                        order by at desc, comment_id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("finding", finding.value())
                .bind("at", after == null ? null : after.at())
                .bind("last", after == null ? null : after.id())
                .bind("limit", limit)
                .map((row, context) -> of(row))
                .list();
        return withMentions(handle, tenant, comments);
    }

    static void delete(Handle handle, TenantId tenant, UUID id, Instant now) {
        handle.createUpdate("""
                        update finding_comment set text = '', deleted_at = :now where tenant_id = :tenant and comment_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    private static List<Comment> withMentions(Handle handle, TenantId tenant, List<Comment> comments) {
        if (comments.isEmpty()) return comments;
        var mentions = handle
                .createQuery("""
                        select * from comment_mention where tenant_id = :tenant and comment_id = any (:ids) order by name, subject
                        """)
                .bind("tenant", tenant.value())
                .bindArray("ids", UUID.class, comments.stream().map(Comment::id).toArray())
                .map((row, context) -> new Mentioned(
                        row.getObject("comment_id", UUID.class),
                        new Comment.Mention(
                                row.getString("subject"),
                                row.getString("name"),
                                Comment.Mail.valueOf(row.getString("state")),
                                row.getString("state").equals("SENT") ? "" : row.getString("detail"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Mentioned::comment, Collectors.mapping(Mentioned::mention, Collectors.toList())));
        List<Comment> whole = new ArrayList<>();
        for (Comment comment : comments)
            whole.add(
                    comment.deletedAt() == null
                            ? comment.with(mentions.getOrDefault(comment.id(), List.of()))
                            : comment);
        return whole;
    }

    private static Comment of(ResultSet row) throws SQLException {
        var deleted = row.getTimestamp("deleted_at");
        return new Comment(
                row.getObject("comment_id", UUID.class),
                new FindingId(row.getObject("finding_id", UUID.class)),
                row.getTimestamp("at").toInstant(),
                row.getString("author"),
                row.getString("author_name"),
                Role.valueOf(row.getString("author_role")),
                row.getString("text"),
                deleted == null ? null : deleted.toInstant(),
                List.of());
    }
}
