package io.vigil.reports.findings;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** Findings by check, worst first. */
@ApplicationScoped
public class GroupFindings {
    public record Group(
            CheckId check,
            String title,
            Severity severity,
            String layer,
            String owner,
            int open,
            int excepted,
            int undetermined,
            int pass) {}

    /** Kept by every fold: a tenant of millions has some thousands of them. */
    private static final String COUNTED = counts("""
            select f.check_id, min(f.severity) as severity, min(f.layer) as layer, min(f.owner) as owner, sum(f.open) as open,
              sum(f.excepted) as excepted, sum(f.undetermined) as undetermined, sum(f.pass) as pass
            from fleet_counter f where %1$s group by f.check_id
            """);

    private static final String FOUND = counts("""
            select f.check_id, min(f.severity) as severity, min(f.layer) as layer, min(f.owner) as owner,
              count(*) filter (where f.state = 'OPEN') as open,
              count(*) filter (where f.status = 'FAIL' and f.state = 'EXCEPTED') as excepted,
              count(*) filter (where f.status = 'UNDETERMINED' and f.gone_since is null and not f.decided_out) as undetermined,
              count(*) filter (where f.status = 'PASS' and f.gone_since is null and not f.decided_out) as pass
            from finding f where %1$s group by f.check_id
            """);

    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final InstantSource clock;

    GroupFindings(TenantTransaction transaction, Catalogue catalogue, InstantSource clock) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Checks that have such findings. Asked for what is open, it tells the checks that have something open, with all that
     * is known of them beside.
     */
    public List<Group> byCheck(TenantId tenant, FindingFilter filter) {
        FindingFilter.Sql asked = filter.sql(clock.instant());
        FindingFilter.Sql sql = asked.inAnyState();
        String groups = (sql.isCounted() ? COUNTED : FOUND)
                .formatted(sql.isCounted() ? sql.whereCounted() : sql.where(), asked.wantsOpen() ? "open > 0" : "true");
        return transaction.call(
                tenant,
                handle -> sql.bind(handle.createQuery(groups))
                        .bind("tenant", tenant.value())
                        .map((rs, ctx) -> group(rs))
                        .list());
    }

    private static String counts(String ofCheck) {
        return "select * from (" + ofCheck + ") g where %2$s order by severity, open desc, check_id";
    }

    private Group group(ResultSet rs) throws SQLException {
        var check = new CheckId(rs.getString("check_id"));
        return new Group(
                check,
                catalogue.title(check),
                Severity.values()[rs.getInt("severity")],
                rs.getString("layer"),
                rs.getString("owner"),
                rs.getInt("open"),
                rs.getInt("excepted"),
                rs.getInt("undetermined"),
                rs.getInt("pass"));
    }
}
