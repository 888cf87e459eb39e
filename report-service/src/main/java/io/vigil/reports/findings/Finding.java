package io.vigil.reports.findings;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.reports.catalogue.Catalogue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One check against one resource, as people see it.
 *
 * @param state CLEAR, OPEN, EXCEPTED or RESOLVED
 * @param decidedOut whether its check was decided out and was not judged since
 * @param message one sentence; of an open finding, why it was opened
 * @param reason why it could not be checked last time, a name of {@link io.vigil.contracts.UnreadReason}
 * @param missingAction the IAM action that would let it be checked
 * @param lastSeen when a scan last had a word on it
 * @param undeterminedSince since when it could not be confirmed
 * @param dueAt until when it is to be remedied; null unless it is open
 * @param assignee who works on it; null for nobody
 * @param tickets in which it is worked on elsewhere, without when and by whom they were linked
 * @param exception why it is not open although it fails; null unless it is excepted
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Finding(
        FindingId id,
        CheckId check,
        String title,
        Severity severity,
        String layer,
        String service,
        String owner,
        AccountId account,
        Region region,
        String resource,
        String resourceType,
        String resourceName,
        Status status,
        String state,
        @Nullable String resolution,
        boolean decidedOut,
        String message,
        @Nullable String reason,
        @Nullable String missingAction,
        Instant firstSeen,
        Instant lastSeen,
        Instant lastChanged,
        @Nullable Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant undeterminedSince,
        @Nullable Instant dueAt,
        @Nullable Assignee assignee,
        List<TicketLink> tickets,
        @Nullable Excepted exception) {

    /**
     * Who works on a finding.
     *
     * @param name as the person was known when it was assigned
     */
    @Schema(name = "FindingAssignee")
    public record Assignee(String subject, String name) {}

    /** A ticket's key and https address; the address is never called. */
    @Schema(name = "TicketLink")
    public record TicketLink(UUID id, String key, String url) {}

    /** By which exception a finding is excepted, and until when. */
    @Schema(name = "FindingExcepted")
    public record Excepted(
            ExceptionId id, Instant until, String reason, String control, String requestedBy, String approvedBy) {}

    /** What {@link #COLUMNS} are read from. */
    static final String FROM = """
            finding f left join exception e on e.tenant_id = f.tenant_id and e.exception_id = f.excepted_by
            left join finding_assignee w on w.tenant_id = f.tenant_id and w.finding_id = f.finding_id
            """;

    /** The columns that {@link #of} reads; the finding is {@code f}. */
    static final String COLUMNS = """
            f.*, coalesce(f.last_seen_at, (select j.judged_at from check_judged j where j.tenant_id = f.tenant_id
              and j.account = f.account and j.scope = f.scope and j.check_id = f.check_id), f.last_changed) as last_seen,
            e.ends_at as excepted_until, e.reason as exception_reason, e.control as exception_control,
            e.requested_by_name as exception_requested_by, e.approved_by_name as exception_approved_by,
            w.subject as assignee_subject, w.name as assignee_name,
            array(select t.ticket_id || ' ' || t.key || ' ' || t.url from finding_ticket t
              where t.tenant_id = f.tenant_id and t.finding_id = f.finding_id order by t.added_at, t.key) as tickets
            """;

    static Finding of(ResultSet row, Catalogue catalogue) throws SQLException {
        var check = new CheckId(row.getString("check_id"));
        return new Finding(
                new FindingId(row.getObject("finding_id", UUID.class)),
                check,
                catalogue.title(check),
                Severity.values()[row.getInt("severity")],
                row.getString("layer"),
                catalogue.service(check),
                row.getString("owner"),
                new AccountId(row.getString("account")),
                new Region(row.getString("region")),
                row.getString("resource"),
                row.getString("resource_type"),
                row.getString("resource_name"),
                Status.valueOf(row.getString("status")),
                row.getString("state"),
                row.getString("resolution"),
                row.getBoolean("decided_out"),
                row.getString("message"),
                row.getString("reason"),
                row.getString("missing_action"),
                at(row, "first_seen"),
                at(row, "last_seen"),
                at(row, "last_changed"),
                maybe(row, "opened_at"),
                maybe(row, "resolved_at"),
                maybe(row, "undetermined_since"),
                maybe(row, "due_at"),
                assignee(row),
                tickets(row),
                excepted(row));
    }

    /** Whether it should have been remedied by then. */
    public boolean isOverdue(Instant then) {
        return dueAt != null && dueAt.isBefore(then);
    }

    private static @Nullable Assignee assignee(ResultSet row) throws SQLException {
        String subject = row.getString("assignee_subject");
        return subject == null ? null : new Assignee(subject, row.getString("assignee_name"));
    }

    /** Neither a key nor an address holds a space. */
    private static List<TicketLink> tickets(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("tickets").getArray())
                .map(text -> text.split(" ", 3))
                .map(parts -> new TicketLink(UUID.fromString(parts[0]), parts[1], parts[2]))
                .toList();
    }

    private static @Nullable Excepted excepted(ResultSet row) throws SQLException {
        UUID exception = row.getObject("excepted_by", UUID.class);
        if (exception == null) return null;
        return new Excepted(
                new ExceptionId(exception),
                at(row, "excepted_until"),
                row.getString("exception_reason"),
                row.getString("exception_control"),
                row.getString("exception_requested_by"),
                row.getString("exception_approved_by"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
