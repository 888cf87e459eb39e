package io.vigil.reports.fleet;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is open over all tenants in the order in which somebody should look at it, from the fleet counters alone. */
@ApplicationScoped
public class ReadTriage {
    private static final String OPEN = """
            select c.tenant_id, t.slug, t.name, c.check_id, c.severity, c.layer, c.owner, count(*) as accounts,
              sum(c.open) as open, min(c.oldest_open_at) as oldest
            from fleet_counter c join tenant_directory t using (tenant_id)
            where c.open > 0 and (:severity::int is null or c.severity = :severity)
              and (:owner::text is null or c.owner = :owner)
            group by c.tenant_id, t.slug, t.name, c.check_id, c.severity, c.layer, c.owner
            """;

    /**
     * What a tenant fails one check by.
     *
     * @param accounts of the tenant in which it is open
     * @param oldestOpenAt since when the oldest of them is open; null if it is not known
     */
    public record Item(
            TenantId tenant,
            String slug,
            String name,
            CheckId check,
            String title,
            Severity severity,
            String layer,
            String owner,
            int accounts,
            int open,
            @Nullable Instant oldestOpenAt) {}

    /**
     * @param total of all pages
     * @param next {@code cursor} of the page that follows; null on the last
     */
    public record Page(
            int total, List<Item> items, @Nullable Integer next) {}

    /** Null asks for all. */
    public record Asked(@Nullable String severity, @Nullable String owner) {}

    private final PlatformTransaction transaction;
    private final Catalogue catalogue;

    ReadTriage(PlatformTransaction transaction, Catalogue catalogue) {
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    /** The worst first, and of those the oldest. */
    Page page(Asked asked, int skipped, int limit) {
        return transaction.call(handle -> {
            int total = total(handle, asked);
            List<Item> items = items(handle, asked, skipped, limit);
            int read = skipped + items.size();
            return new Page(total, items, items.isEmpty() || read >= total ? null : read);
        });
    }

    private static int total(Handle handle, Asked asked) {
        return handle.createQuery("select count(*) from (" + OPEN + ") as found")
                .bind("severity", severity(asked).orElse(null))
                .bind("owner", asked.owner())
                .mapTo(Integer.class)
                .one();
    }

    private List<Item> items(Handle handle, Asked asked, int skipped, int limit) {
        return handle.createQuery(OPEN + """
                        order by c.severity, min(c.oldest_open_at) nulls last, t.slug, c.check_id, c.owner
                        limit :limit offset :skipped
                        """)
                .bind("severity", severity(asked).orElse(null))
                .bind("owner", asked.owner())
                .bind("limit", limit)
                .bind("skipped", skipped)
                .map((row, context) -> new Item(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getString("slug"),
                        row.getString("name"),
                        new CheckId(row.getString("check_id")),
                        title(new CheckId(row.getString("check_id"))),
                        Severity.values()[row.getInt("severity")],
                        row.getString("layer"),
                        row.getString("owner"),
                        row.getInt("accounts"),
                        row.getInt("open"),
                        Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list();
    }

    /** A customer's own check is called by its id, since what it is titled is the customer's. */
    private String title(CheckId check) {
        return OwnCheck.isOwn(check) ? check.value() : catalogue.title(check);
    }

    private static Optional<Integer> severity(Asked asked) {
        return Optional.ofNullable(asked.severity())
                .map(label -> Severity.valueOf(label.toUpperCase(Locale.ROOT)).ordinal());
    }
}
