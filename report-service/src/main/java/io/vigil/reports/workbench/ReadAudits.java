package io.vigil.reports.workbench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads audits, open and signed ones. */
@ApplicationScoped
public class ReadAudits {

    /** @param next hand back as {@code cursor} for older ones; null at the end */
    @Schema(name = "WeeklyAuditPage")
    public record Page(List<WeeklyAudit> items, @Nullable Integer next) {}

    /** @param accounts those in which there is something to look at first, then those that are signed off */
    @Schema(name = "WeeklyAuditDetail")
    public record Detail(@JsonUnwrapped WeeklyAudit audit, List<AuditedAccount> parts) {}

    /** @param title of the check */
    @Schema(name = "AuditItemShown")
    public record Shown(@JsonUnwrapped AuditItem item, String title) {}

    /**
     * @param items the worst first
     * @param next hand back as {@code cursor} for more; null at the end
     */
    @Schema(name = "AuditedAccountDetail")
    public record AccountDetail(
            @JsonUnwrapped AuditedAccount account,
            List<Shown> items,
            @Nullable String next) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;

    ReadAudits(TenantTransaction transaction, Catalogue catalogue) {
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    /** @param before the number of the last one of the page before */
    Page page(TenantId tenant, @Nullable Integer before, int limit) {
        List<WeeklyAudit> rows = transaction.call(tenant, handle -> AuditTable.page(handle, tenant, before, limit + 1));
        boolean more = rows.size() > limit;
        List<WeeklyAudit> items = more ? List.copyOf(rows.subList(0, limit)) : rows;
        return new Page(items, more ? (Integer) items.getLast().number() : null);
    }

    /** @throws Problem 404 if the tenant has none of this id */
    Detail one(TenantId tenant, UUID audit) {
        return transaction.call(
                tenant,
                handle -> new Detail(AuditTable.find(handle, tenant, audit), AccountTable.all(handle, tenant, audit)));
    }

    /** @throws Problem 404 for what is not there, 400 for a kind or a cursor that is none */
    AccountDetail account(
            TenantId tenant, UUID audit, AccountId account, @Nullable String kind, @Nullable String cursor, int limit) {
        AuditItem.@Nullable Kind wanted = kind(kind);
        ItemTable.@Nullable Place after = cursor == null || cursor.isEmpty() ? null : ItemTable.Place.parse(cursor);
        return transaction.call(tenant, handle -> {
            AuditTable.find(handle, tenant, audit);
            AuditedAccount found = AccountTable.find(handle, tenant, audit, account);
            List<AuditItem> rows = ItemTable.page(handle, tenant, audit, account, wanted, after, limit + 1);
            boolean more = rows.size() > limit;
            List<AuditItem> items = more ? rows.subList(0, limit) : rows;
            return new AccountDetail(
                    found,
                    items.stream()
                            .map(item -> new Shown(item, catalogue.title(item.check())))
                            .toList(),
                    more ? ItemTable.Place.of(items.getLast()).text() : null);
        });
    }

    private static AuditItem.@Nullable Kind kind(@Nullable String given) {
        if (given == null || given.isBlank()) return null;
        try {
            return AuditItem.Kind.valueOf(given.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            throw Problem.badRequest("kind '%s' is none of changed, expired, not_evaluated, overdue".formatted(given));
        }
    }
}
