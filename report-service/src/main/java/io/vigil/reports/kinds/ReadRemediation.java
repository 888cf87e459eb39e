package io.vigil.reports.kinds;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.PackInForce;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long it took to fix what was fixed lately. */
@ApplicationScoped
class ReadRemediation {
    static final Duration LATELY = Duration.ofDays(90);

    /**
     * @param mean from the opening to the fix; null where nothing was fixed
     * @param days in how many an open finding is to be fixed
     */
    record Remedied(Severity severity, int fixed, @Nullable Duration mean, int days) {}

    private record Sum(Severity severity, int fixed, long meanSeconds) {}

    private final TenantTransaction transaction;

    ReadRemediation(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /** For each severity, in their order. */
    List<Remedied> read(TenantId tenant, Optional<AccountId> account, Instant now) {
        return transaction.call(tenant, handle -> {
            Map<Severity, Sum> sums = new EnumMap<>(Severity.class);
            handle.createQuery("""
                            select severity, count(*) as fixed, avg(extract(epoch from resolved_at - opened_at))::bigint as mean
                            from finding
                            where tenant_id = :tenant and state = 'RESOLVED' and resolution = 'FIXED'
                              and last_changed >= :since and resolved_at >= :since
                              and (:account::text is null or account = :account)
                            group by severity
                            """)
                    .bind("tenant", tenant.value())
                    .bind("since", now.minus(LATELY))
                    .bind("account", account.map(AccountId::value).orElse(null))
                    .map((row, context) -> new Sum(
                            Severity.values()[row.getInt("severity")], row.getInt("fixed"), row.getLong("mean")))
                    .forEach(sum -> sums.put(sum.severity(), sum));
            var pack = PackInForce.read(handle, tenant, account);
            return Arrays.stream(Severity.values())
                    .map(severity -> remedied(severity, sums.get(severity), pack.daysToRemediate(severity)))
                    .toList();
        });
    }

    private static Remedied remedied(Severity severity, @Nullable Sum sum, int days) {
        return sum == null
                ? new Remedied(severity, 0, null, days)
                : new Remedied(severity, sum.fixed(), Duration.ofSeconds(sum.meanSeconds()), days);
    }
}
