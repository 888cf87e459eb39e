package io.vigil.reports.findings;

import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Pages through a tenant's findings by the keys of the last row, so that page 1,000 costs what page 1 does. */
@ApplicationScoped
public class ListFindings {
    static final int EXACT_UP_TO = 10_000;
    private static final int ROWS_PER_PAGE = 500;

    /**
     * @param next hand back as {@code cursor} for more; null at the end
     * @param total findings that match; exact up to 10,000, then at least 10,000
     */
    public record Page(List<Finding> items, @Nullable String next, long total, boolean totalIsExact) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final InstantSource clock;

    ListFindings(TenantTransaction transaction, Catalogue catalogue, InstantSource clock) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    Page list(TenantId tenant, FindingFilter filter, FindingSort sort, int limit, Optional<Cursor> cursor) {
        FindingFilter.Sql sql = filter.sql(clock.instant());
        return transaction.call(tenant, handle -> {
            Words.Sought sought = Words.seek(handle, tenant, sql);
            List<Finding> rows = page(handle, tenant, sought.ofPage(), sort, limit + 1, cursor);
            boolean more = rows.size() > limit;
            List<Finding> items = more ? rows.subList(0, limit) : rows;
            long total = count(handle, tenant, sought.ofCount());
            String next = more ? new Cursor(sort.name(), sort.keysOf(items.getLast())).text() : null;
            return new Page(items, next, Math.min(total, EXACT_UP_TO), total <= EXACT_UP_TO);
        });
    }

    /**
     * Hands over every match, worst first; each page is a transaction of its own, so that nobody holds one for minutes.
     *
     * @param now by which what is overdue is told from what is not
     */
    public void forEach(TenantId tenant, FindingFilter filter, Instant now, Consumer<Finding> use) {
        FindingFilter.Sql sql = filter.sql(now);
        Optional<Cursor> from = Optional.empty();
        List<Finding> rows;
        do {
            Optional<Cursor> cursor = from;
            rows = transaction.call(
                    tenant,
                    handle -> page(
                            handle,
                            tenant,
                            Words.seek(handle, tenant, sql).ofPage(),
                            FindingSort.SEVERITY,
                            ROWS_PER_PAGE,
                            cursor));
            rows.forEach(use);
            if (!rows.isEmpty())
                from = Optional.of(
                        new Cursor(FindingSort.SEVERITY.name(), FindingSort.SEVERITY.keysOf(rows.getLast())));
        } while (rows.size() == ROWS_PER_PAGE);
    }

    private List<Finding> page(
            Handle handle,
            TenantId tenant,
            FindingFilter.Sql sql,
            FindingSort sort,
            int limit,
            Optional<Cursor> cursor) {
        String after = cursor.isPresent() ? " and " + sort.after() : "";
        var query = sql.bind(handle.createQuery("select " + Finding.COLUMNS + " from " + Finding.FROM + " where "
                        + sql.where() + after + " order by " + sort.order() + " limit :limit"))
                .bind("tenant", tenant.value())
                .bind("limit", limit);
        cursor.ifPresent(from -> {
            for (int i = 0; i < from.keys().size(); i++)
                query.bind("k" + i, from.keys().get(i));
        });
        return query.map((rs, ctx) -> Finding.of(rs, catalogue)).list();
    }

    private static long count(Handle handle, TenantId tenant, FindingFilter.Sql sql) {
        return sql.bind(handle.createQuery(
                        "select count(*) from (select 1 from finding f where " + sql.where() + " limit :most) matches"))
                .bind("tenant", tenant.value())
                .bind("most", EXACT_UP_TO + 1)
                .mapTo(Long.class)
                .one();
    }
}
