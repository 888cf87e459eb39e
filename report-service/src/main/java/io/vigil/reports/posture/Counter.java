package io.vigil.reports.posture;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** How a check stands in an account; the row that scores, gaps and next steps are computed from. What comes to be overdue is counted within a minute. */
public record Counter(
        AccountId account,
        CheckId check,
        Severity severity,
        String layer,
        String owner,
        Counts counts,
        int open,
        int overdue) {

    public Score score() {
        return Score.of(severity, counts);
    }

    /** All of a tenant: checks times accounts, some thousands at most. */
    public static List<Counter> of(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select account, check_id, severity, layer, owner, pass, fail, not_applicable, undetermined, excepted,
                          decided_out, open, overdue
                        from fleet_counter where tenant_id = :tenant order by account, check_id, severity
                        """)
                .bind("tenant", tenant.value())
                .map((rs, ctx) -> new Counter(
                        new AccountId(rs.getString("account")),
                        new CheckId(rs.getString("check_id")),
                        Severity.values()[rs.getInt("severity")],
                        rs.getString("layer"),
                        rs.getString("owner"),
                        new Counts(
                                rs.getInt("pass"),
                                rs.getInt("fail"),
                                rs.getInt("not_applicable"),
                                rs.getInt("undetermined"),
                                rs.getInt("excepted"),
                                rs.getInt("decided_out")),
                        rs.getInt("open"),
                        rs.getInt("overdue")))
                .list();
    }

    static Score total(List<Counter> counters) {
        return counters.stream().map(Counter::score).reduce(Score.NOTHING, Score::plus);
    }
}
