package io.vigil.reports.ingest;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.ExceptionsLock;
import io.vigil.reports.posture.CountFindings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Makes findings due by the days of a new pack; what is neither open nor excepted gets them when it is open again. */
@ApplicationScoped
public class MoveDueDates {
    private static final Logger LOG = Logger.getLogger(MoveDueDates.class);

    private final CountFindings countFindings;

    MoveDueDates(CountFindings countFindings) {
        this.countFindings = countFindings;
    }

    private record Moved(AccountId account, CheckId check, int findings) {}

    /** Keeps folds, which read the pack when they begin, from writing days of the one before; before the new one is kept. */
    public void begin(Handle handle, TenantId tenant) {
        ExceptionsLock.alone(handle, tenant);
    }

    /** Of the account whose pack it is, or of all that have none of their own. */
    public void move(Handle handle, TenantId tenant, Optional<AccountId> account, EffectivePack pack) {
        List<Moved> moved = handle.createQuery("""
                        with moved as (
                          update finding f set due_days = (:dueDays::int[])[f.severity + 1]
                          where f.tenant_id = :tenant and f.state in ('OPEN', 'EXCEPTED')
                            and f.due_days <> (:dueDays::int[])[f.severity + 1]
                            and case when :account::text is null
                              then not exists (select from account_pack p where p.tenant_id = :tenant and p.account = f.account)
                              else f.account = :account end
                          returning f.account, f.check_id)
                        select account, check_id, count(*) as findings from moved group by account, check_id order by account
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.map(AccountId::value).orElse(null))
                .bindArray("dueDays", Integer.class, pack.daysToRemediate())
                .map((row, context) -> new Moved(
                        new AccountId(row.getString("account")),
                        new CheckId(row.getString("check_id")),
                        row.getInt("findings")))
                .list();
        Map<AccountId, List<CheckId>> checks = new LinkedHashMap<>();
        moved.forEach(each -> checks.computeIfAbsent(each.account(), none -> new ArrayList<>())
                .add(each.check()));
        checks.forEach((of, which) -> countFindings.recount(handle, tenant, of, which));
        LOG.infof(
                "findings are due by other days tenant=%s findings=%d",
                tenant, moved.stream().mapToInt(Moved::findings).sum());
    }
}
