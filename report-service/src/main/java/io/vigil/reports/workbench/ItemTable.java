package io.vigil.reports.workbench;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of what there is to look at. */
final class ItemTable {
    private ItemTable() {}

    /** Where a page ends. */
    record Place(Severity severity, FindingId finding) {
        static Place of(AuditItem item) {
            return new Place(item.severity(), item.finding());
        }

        String text() {
            return severity.label() + "." + finding;
        }

        /** @throws Problem 400 for what is none */
        static Place parse(String cursor) {
            int dot = cursor.indexOf('.');
            try {
                if (dot > 0)
                    return new Place(
                            Severity.valueOf(cursor.substring(0, dot).toUpperCase(java.util.Locale.ROOT)),
                            FindingId.of(cursor.substring(dot + 1)));
            } catch (IllegalArgumentException none) {
                throw Problem.badRequest("cursor is not one of this list");
            }
            throw Problem.badRequest("cursor is not one of this list");
        }
    }

    /** The worst first. */
    static List<AuditItem> page(
            Handle handle,
            TenantId tenant,
            UUID audit,
            AccountId account,
            AuditItem.@Nullable Kind kind,
            @Nullable Place after,
            int limit) {
        return handle.createQuery("""
                        select * from weekly_audit_item
                        where tenant_id = :tenant and audit_id = :audit and account = :account::bpchar
                          and (:kind::text is null or :kind = any (kinds))
                          and (:severity::smallint is null or (severity, finding_id) > (:severity::smallint, :finding::uuid))
                        order by severity, finding_id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .bind("account", account.value())
                .bind("kind", kind == null ? null : kind.name())
                .bind(
                        "severity",
                        after == null ? null : (Integer) after.severity().ordinal())
                .bind("finding", after == null ? null : after.finding().value())
                .bind("limit", limit)
                .map((row, context) -> of(row))
                .list();
    }

    private static AuditItem of(ResultSet row) throws SQLException {
        return new AuditItem(
                new FindingId(row.getObject("finding_id", UUID.class)),
                new CheckId(row.getString("check_id")),
                Severity.values()[row.getInt("severity")],
                new Region(row.getString("region")),
                row.getString("resource"),
                row.getString("resource_type"),
                row.getString("resource_name"),
                texts(row, "kinds").map(AuditItem.Kind::valueOf).toList(),
                texts(row, "transitions").map(Transition::valueOf).toList(),
                row.getString("was"),
                at(row, "moved_at"),
                row.getString("state"),
                Status.valueOf(row.getString("status")),
                at(row, "undetermined_since"),
                row.getString("reason"),
                row.getString("missing_action"),
                at(row, "due_at"));
    }

    private static java.util.stream.Stream<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray());
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
