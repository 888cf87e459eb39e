package io.vigil.reports.workbench;

import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Who did something in an audit, and when. */
@Schema(name = "AuditAct")
public record Act(Instant at, String subject, String name, Role role) {

    /** @throws Problem 403 for a service account, which looks at nothing */
    static Act of(Caller by, Instant at) {
        if (by.machine()) throw Problem.forbidden("a service account audits nothing; a person does");
        return new Act(at, by.subject(), by.displayName(), by.role());
    }

    /** From columns such as {@code signed_at} and {@code signed_by_name}; null where nobody did it. */
    static @Nullable Act of(ResultSet row, String what) throws SQLException {
        var at = row.getTimestamp(what + "_at");
        if (at == null) return null;
        return new Act(
                at.toInstant(),
                row.getString(what + "_by"),
                row.getString(what + "_by_name"),
                Role.valueOf(row.getString(what + "_by_role")));
    }

    /** As {@code :at}, {@code :by}, {@code :byName} and {@code :byRole}. */
    <S extends SqlStatement<S>> S bind(S statement) {
        return statement.bind("at", at).bind("by", subject).bind("byName", name).bind("byRole", role.name());
    }
}
