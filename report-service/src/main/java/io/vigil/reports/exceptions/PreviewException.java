package io.vigil.reports.exceptions;

import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;

/** What an exception would do, were it in force now. */
@ApplicationScoped
public class PreviewException {

    /**
     * @param open findings that are open and would not be any more
     * @param excepted findings in its scope that others except already
     * @param accounts in how many accounts the open ones are
     * @param severities the open ones by severity
     */
    @Schema(name = "ExceptionPreview")
    public record Preview(int open, int excepted, int accounts, Map<String, Integer> severities) {}

    private final TenantTransaction transaction;
    private final CheckScope checkScope;

    PreviewException(TenantTransaction transaction, CheckScope checkScope) {
        this.transaction = transaction;
        this.checkScope = checkScope;
    }

    /** @throws io.vigil.tenancy.Problem 400 for a scope that cannot be */
    Preview preview(TenantId tenant, Scope scope) {
        return transaction.call(tenant, handle -> {
            checkScope.check(handle, tenant, scope);
            return count(handle, tenant, scope);
        });
    }

    static Preview count(Handle handle, TenantId tenant, Scope scope) {
        record Row(Severity severity, int open, int excepted) {}
        List<Row> rows = scope.bind(handle.createQuery("""
                        select f.severity, count(*) filter (where f.state = 'OPEN') as open,
                          count(*) filter (where f.state = 'EXCEPTED') as excepted
                        from finding f where f.tenant_id = :tenant and f.state in ('OPEN', 'EXCEPTED') and SCOPE
                        group by f.severity
                        """.replace("SCOPE", scope.where())))
                .bind("tenant", tenant.value())
                .map((row, context) ->
                        new Row(Severity.values()[row.getInt("severity")], row.getInt("open"), row.getInt("excepted")))
                .list();
        int accounts = scope.bind(handle.createQuery("""
                        select count(distinct f.account) from finding f
                        where f.tenant_id = :tenant and f.state = 'OPEN' and SCOPE
                        """.replace("SCOPE", scope.where())))
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
        Map<String, Integer> severities = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) severities.put(severity.label(), 0);
        rows.forEach(row -> severities.put(row.severity().label(), row.open()));
        return new Preview(
                rows.stream().mapToInt(Row::open).sum(),
                rows.stream().mapToInt(Row::excepted).sum(),
                accounts,
                severities);
    }
}
