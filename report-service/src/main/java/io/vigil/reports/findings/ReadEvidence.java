package io.vigil.reports.findings;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Findings with the facts behind them, whatever became of them; what is gone or decided out is left out. */
@ApplicationScoped
public class ReadEvidence {
    private static final int ROWS_PER_PAGE = 500;

    /** @param evidence the facts that the check read, as canonical JSON */
    public record Proven(Finding finding, String evidence) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;

    ReadEvidence(TenantTransaction transaction, Catalogue catalogue) {
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    /** By check; each page is a transaction of its own, so that nobody holds one for minutes. */
    public void forEach(
            TenantId tenant,
            Collection<CheckId> checks,
            Collection<Status> statuses,
            Optional<AccountId> account,
            Consumer<Proven> use) {
        String check = "";
        UUID finding = new UUID(0, 0);
        List<Proven> page;
        do {
            String afterCheck = check;
            UUID afterFinding = finding;
            page = transaction.call(
                    tenant, handle -> page(handle, tenant, checks, statuses, account, afterCheck, afterFinding));
            page.forEach(use);
            if (page.isEmpty()) return;
            check = page.getLast().finding().check().value();
            finding = page.getLast().finding().id().value();
        } while (page.size() == ROWS_PER_PAGE);
    }

    private List<Proven> page(
            Handle handle,
            TenantId tenant,
            Collection<CheckId> checks,
            Collection<Status> statuses,
            Optional<AccountId> account,
            String afterCheck,
            UUID afterFinding) {
        return handle.createQuery("select " + Finding.COLUMNS + " from " + Finding.FROM + """
                        where f.tenant_id = :tenant and f.check_id = any (:checks) and f.status = any (:statuses)
                          and f.gone_since is null and not f.decided_out
                          and (:account::text is null or f.account = :account)
                          and (f.check_id, f.finding_id) > (:afterCheck, :afterFinding)
                        order by f.check_id, f.finding_id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bindArray(
                        "checks",
                        String.class,
                        checks.stream().map(CheckId::value).toArray())
                .bindArray(
                        "statuses",
                        String.class,
                        statuses.stream().map(Status::name).toArray())
                .bind("account", account.map(AccountId::value).orElse(null))
                .bind("afterCheck", afterCheck)
                .bind("afterFinding", afterFinding)
                .bind("limit", ROWS_PER_PAGE)
                .map((row, context) -> new Proven(Finding.of(row, catalogue), row.getString("evidence")))
                .list();
    }
}
