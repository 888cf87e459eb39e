package io.vigil.reports.ingest;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.ExceptionsLock;
import io.vigil.reports.posture.CountFindings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Counts anew where findings came to be overdue since they were last counted; time passes without anybody's writing. */
@ApplicationScoped
public class CountOverdue {
    private final PlatformTransaction platform;
    private final TenantTransaction tenants;
    private final CountFindings countFindings;
    private final InstantSource clock;

    private record Due(TenantId tenant, AccountId account, List<CheckId> checks) {}

    CountOverdue(
            PlatformTransaction platform, TenantTransaction tenants, CountFindings countFindings, InstantSource clock) {
        this.platform = platform;
        this.tenants = tenants;
        this.countFindings = countFindings;
        this.clock = clock;
    }

    /** Of every tenant, an account at a time. */
    public void count() {
        for (Due due : due())
            tenants.runUnlessErased(due.tenant(), handle -> {
                TakeReport.oneAtATime(handle, due.tenant() + "/" + due.account());
                ExceptionsLock.shared(handle, due.tenant());
                countFindings.recount(handle, due.tenant(), due.account(), due.checks());
            });
    }

    private List<Due> due() {
        return platform.call(handle -> handle.createQuery("""
                        select tenant_id, account, array_agg(distinct check_id) as checks from fleet_counter
                        where next_due_at < :now group by tenant_id, account order by tenant_id, account
                        """)
                .bind("now", clock.instant())
                .map((row, context) -> new Due(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new AccountId(row.getString("account")),
                        Arrays.stream((String[]) row.getArray("checks").getArray())
                                .map(CheckId::new)
                                .toList()))
                .list());
    }
}
