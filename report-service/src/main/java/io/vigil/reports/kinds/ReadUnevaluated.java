package io.vigil.reports.kinds;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.kinds.ReportAsk.Span;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What is not evaluated, whether since a moment or before it. */
@ApplicationScoped
class ReadUnevaluated {
    /** Large, since no index leads to them. */
    private static final int ROWS_PER_PAGE = 5_000;

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final String WHERE = """
            from finding where tenant_id = :tenant and status = 'UNDETERMINED' and gone_since is null and not decided_out
              and undetermined_since < :until and (:account::text is null or account = :account)
            """;

    /** @param lately those of all that could be checked when the span began */
    record Counted(int all, int lately) {}

    /**
     * @param reason a name of {@link io.vigil.contracts.UnreadReason}
     * @param missingAction the IAM action to grant; null if none would help
     */
    record Unevaluated(
            Instant since,
            Severity severity,
            FindingId finding,
            CheckId check,
            String title,
            AccountId account,
            Region region,
            String resource,
            String resourceName,
            String reason,
            @Nullable String missingAction) {}

    /** @param lastScan null if there was none */
    record Unscanned(
            AccountId account, String name, @Nullable Instant lastScan) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;

    ReadUnevaluated(TenantTransaction transaction, Catalogue catalogue) {
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    Counted count(TenantId tenant, Span span, Optional<AccountId> account) {
        return transaction.call(
                tenant,
                handle -> bind(
                                handle.createQuery("select count(*) as everything,"
                                        + " count(*) filter (where undetermined_since >= :since) as lately " + WHERE),
                                tenant,
                                span,
                                account)
                        .bind("since", span.since())
                        .map((row, context) -> new Counted(row.getInt("everything"), row.getInt("lately")))
                        .one());
    }

    /** The newest first; each page is a transaction of its own. */
    void forEach(TenantId tenant, Span span, Optional<AccountId> account, Consumer<Unevaluated> use) {
        Instant since = LATEST;
        UUID finding = new UUID(0, 0);
        List<Unevaluated> page;
        do {
            Instant beforeSince = since;
            UUID afterFinding = finding;
            page = transaction.call(tenant, handle -> page(handle, tenant, span, account, beforeSince, afterFinding));
            page.forEach(use);
            if (page.isEmpty()) return;
            since = page.getLast().since();
            finding = page.getLast().finding().value();
        } while (page.size() == ROWS_PER_PAGE);
    }

    private List<Unevaluated> page(
            Handle handle, TenantId tenant, Span span, Optional<AccountId> account, Instant since, UUID after) {
        return bind(
                        handle.createQuery("select * " + WHERE
                                + " and (undetermined_since < :before"
                                + " or undetermined_since = :before and finding_id > :finding)"
                                + " order by undetermined_since desc, finding_id limit :limit"),
                        tenant,
                        span,
                        account)
                .bind("before", since)
                .bind("finding", after)
                .bind("limit", ROWS_PER_PAGE)
                .map((row, context) -> of(row))
                .list();
    }

    private static <S extends SqlStatement<S>> S bind(S sql, TenantId tenant, Span span, Optional<AccountId> account) {
        return sql.bind("tenant", tenant.value())
                .bind("until", span.until())
                .bind("account", account.map(AccountId::value).orElse(null));
    }

    private Unevaluated of(ResultSet row) throws SQLException {
        var check = new CheckId(row.getString("check_id"));
        String reason = row.getString("reason");
        return new Unevaluated(
                row.getTimestamp("undetermined_since").toInstant(),
                Severity.values()[row.getInt("severity")],
                new FindingId(row.getObject("finding_id", UUID.class)),
                check,
                catalogue.title(check),
                new AccountId(row.getString("account")),
                new Region(row.getString("region")),
                row.getString("resource"),
                row.getString("resource_name"),
                reason == null ? "SERVICE_FAILED" : reason,
                row.getString("missing_action"));
    }

    /** Connected accounts, by name. */
    List<Unscanned> unscanned(TenantId tenant, Span span, Optional<AccountId> account) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("""
                                select a.account, a.name, f.last_folded_at from account a
                                left join fleet_account f on f.tenant_id = a.tenant_id and f.account = a.account
                                where a.tenant_id = :tenant and a.connected
                                  and coalesce(f.last_folded_at < :since, true)
                                  and (:account::text is null or a.account = :account)
                                order by a.name, a.account
                                """)
                        .bind("tenant", tenant.value())
                        .bind("since", span.since())
                        .bind("account", account.map(AccountId::value).orElse(null))
                        .map((row, context) -> new Unscanned(
                                new AccountId(row.getString("account")),
                                row.getString("name"),
                                row.getTimestamp("last_folded_at") == null
                                        ? null
                                        : row.getTimestamp("last_folded_at").toInstant()))
                        .list());
    }
}
