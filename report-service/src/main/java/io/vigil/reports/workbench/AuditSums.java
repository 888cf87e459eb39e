package io.vigil.reports.workbench;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much there is to look at; a finding may be of several kinds.
 *
 * @param items findings
 * @param changed those that opened, reopened, resolved or were excepted
 * @param expired those that are open again since their exception ended
 * @param notEvaluated those that could not be evaluated, and were not signed off as such before
 * @param overdue those that broke their date, and were not signed off as such before
 */
@Schema(name = "AuditSums")
public record AuditSums(int items, int changed, int expired, int notEvaluated, int overdue) {
    static AuditSums of(ResultSet row) throws SQLException {
        return new AuditSums(
                row.getInt("items"),
                row.getInt("changed"),
                row.getInt("expired"),
                row.getInt("not_evaluated"),
                row.getInt("overdue"));
    }
}
