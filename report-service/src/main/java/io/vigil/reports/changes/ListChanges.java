package io.vigil.reports.changes;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What went from one state to another, from the transition log. */
@ApplicationScoped
public class ListChanges {
    public record Change(
            Instant at,
            Transition transition,
            FindingId finding,
            CheckId check,
            String title,
            Severity severity,
            AccountId account,
            Region region,
            String resource,
            String resourceName) {}

    /**
     * What came to the open findings and what left them; what was excepted before or at once did neither.
     *
     * @param opened without the reopened ones
     * @param reopened failed again, or an exception was over
     * @param decidedOut those of the resolved ones whose check was decided out
     */
    public record Sums(int opened, int resolved, int reopened, int excepted, int decidedOut) {}

    private final Catalogue catalogue;

    ListChanges(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Newest first. */
    public List<Change> newest(Handle handle, TenantId tenant, Instant since, Optional<AccountId> account, int limit) {
        return list(handle, tenant, since, account, "at desc, finding_id, event_id", limit);
    }

    /** Worst first, then newest. */
    public List<Change> notable(Handle handle, TenantId tenant, Instant since, Optional<AccountId> account, int limit) {
        return list(handle, tenant, since, account, "severity, at desc, finding_id, event_id", limit);
    }

    public Sums sums(Handle handle, TenantId tenant, Instant since, Optional<AccountId> account) {
        return handle.createQuery("""
                        select count(*) filter (where transition = 'OPENED') as opened,
                          count(*) filter (where transition = 'REOPENED') as reopened,
                          count(*) filter (where transition = 'EXCEPTED' and was = 'OPEN') as excepted,
                          count(*) filter (where transition = 'DECIDED_OUT' and was is distinct from 'EXCEPTED') as decided_out,
                          count(*) filter (where transition not in ('OPENED', 'REOPENED', 'EXCEPTED')
                            and was is distinct from 'EXCEPTED') as resolved
                        from finding_transition
                        where tenant_id = :tenant and at >= :since and (:account::text is null or account = :account)
                        """)
                .bind("tenant", tenant.value())
                .bind("since", since)
                .bind("account", account.map(AccountId::value).orElse(null))
                .map((rs, ctx) -> new Sums(
                        rs.getInt("opened"),
                        rs.getInt("resolved"),
                        rs.getInt("reopened"),
                        rs.getInt("excepted"),
                        rs.getInt("decided_out")))
                .one();
    }

    private List<Change> list(
            Handle handle, TenantId tenant, Instant since, Optional<AccountId> account, String order, int limit) {
        return handle.createQuery("""
                        select * from finding_transition
                        where tenant_id = :tenant and at >= :since and (:account::text is null or account = :account)
                        order by ORDER limit :limit
                        """.replace("ORDER", order))
                .bind("tenant", tenant.value())
                .bind("since", since)
                .bind("account", account.map(AccountId::value).orElse(null))
                .bind("limit", limit)
                .map((rs, ctx) -> {
                    var check = new CheckId(rs.getString("check_id"));
                    return new Change(
                            rs.getTimestamp("at").toInstant(),
                            Transition.valueOf(rs.getString("transition")),
                            new FindingId(rs.getObject("finding_id", UUID.class)),
                            check,
                            catalogue.title(check),
                            Severity.values()[rs.getInt("severity")],
                            new AccountId(rs.getString("account")),
                            new Region(rs.getString("region")),
                            rs.getString("resource"),
                            rs.getString("resource_name"));
                })
                .list();
    }
}
