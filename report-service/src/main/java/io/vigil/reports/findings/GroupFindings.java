package io.vigil.reports.findings;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
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

    private final TenantTransaction transaction;
    private final Catalogue catalogue;

    GroupFindings(TenantTransaction transaction, Catalogue catalogue) {
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    public List<Group> byCheck(TenantId tenant, FindingFilter filter) {
        FindingFilter.Sql sql = filter.sql();
        return transaction.call(
                tenant,
                handle -> sql.bind(handle.createQuery("""
                                select f.check_id, min(f.severity) as severity, min(f.layer) as layer, min(f.owner) as owner,
                                  count(*) filter (where f.state = 'OPEN') as open,
                                  count(*) filter (where f.state = 'EXCEPTED') as excepted,
                                  count(*) filter (where f.status = 'UNDETERMINED' and f.gone_since is null and not f.decided_out) as undetermined,
                                  count(*) filter (where f.status = 'PASS' and f.gone_since is null and not f.decided_out) as pass
                                from finding f where WHERE group by f.check_id order by 2, count(*) filter (where f.state = 'OPEN') desc, 1
                                """.replace("WHERE group", sql.where() + " group")))
                        .bind("tenant", tenant.value())
                        .map((rs, ctx) -> {
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
                        })
                        .list());
    }
}
