package io.vigil.reports.kinds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What faces the internet, each resource once, with the word of both checks that look at it. */
@ApplicationScoped
class ReadEndpoints {
    private static final int ROWS_PER_PAGE = 500;

    /**
     * @param approved by the register of what may face the internet; null where that is not asked of its type
     * @param undeclared whether there is no register at all
     * @param approvedExcepted whether somebody accepted that it is not in the register
     * @param facts of the approval: the entries of the register that name it
     * @param filtered whether a web ACL stands before it; null where none can
     */
    record Endpoint(
            AccountId account,
            Region region,
            String type,
            String resource,
            String name,
            @Nullable Status approved,
            boolean undeclared,
            boolean approvedExcepted,
            JsonNode facts,
            @Nullable Status filtered,
            boolean filteredExcepted) {
        /** A word for what it is. */
        String kind() {
            String said = facts.path("endpoint.kind").asText();
            return Wording.sentence(
                    said.isEmpty() ? type.replaceFirst("^aws\\.", "").replaceAll("[.-]", " ") : said);
        }
    }

    private record Place(String account, String region, String type, String resource) {}

    private final TenantTransaction transaction;

    ReadEndpoints(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /** By account, region and type; each page is a transaction of its own. */
    void forEach(TenantId tenant, Optional<AccountId> account, Consumer<Endpoint> use) {
        Place after = new Place("", "", "", "");
        List<Endpoint> page;
        do {
            Place from = after;
            page = transaction.call(tenant, handle -> page(handle, tenant, account, from));
            page.forEach(use);
            if (page.isEmpty()) return;
            Endpoint last = page.getLast();
            after = new Place(last.account().value(), last.region().value(), last.type(), last.resource());
        } while (page.size() == ROWS_PER_PAGE);
    }

    private static List<Endpoint> page(Handle handle, TenantId tenant, Optional<AccountId> account, Place after) {
        return handle.createQuery("""
                        select account, region, resource_type, resource, min(resource_name) as resource_name,
                          max(status) filter (where check_id = :approved) as approved,
                          coalesce(bool_or(reason = 'NOT_DECLARED') filter (where check_id = :approved), false) as undeclared,
                          coalesce(bool_or(excepted_by is not null) filter (where check_id = :approved), false) as approved_excepted,
                          max(evidence) filter (where check_id = :approved) as facts,
                          max(status) filter (where check_id = :filtered) as filtered,
                          coalesce(bool_or(excepted_by is not null) filter (where check_id = :filtered), false) as filtered_excepted
                        from finding
                        where tenant_id = :tenant and check_id in (:approved, :filtered) and status <> 'NOT_APPLICABLE'
                          and gone_since is null and not decided_out and (:account::text is null or account = :account)
                          and (account::text, region, resource_type, resource) > (:afterAccount, :afterRegion, :afterType, :afterResource)
                        group by account, region, resource_type, resource
                        order by account::text, region, resource_type, resource limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("approved", ExposureChecks.APPROVED.value())
                .bind("filtered", ExposureChecks.FILTERED.value())
                .bind("account", account.map(AccountId::value).orElse(null))
                .bind("afterAccount", after.account())
                .bind("afterRegion", after.region())
                .bind("afterType", after.type())
                .bind("afterResource", after.resource())
                .bind("limit", ROWS_PER_PAGE)
                .map((row, context) -> of(row))
                .list();
    }

    private static Endpoint of(ResultSet row) throws SQLException {
        return new Endpoint(
                new AccountId(row.getString("account")),
                new Region(row.getString("region")),
                row.getString("resource_type"),
                row.getString("resource"),
                row.getString("resource_name"),
                status(row, "approved"),
                row.getBoolean("undeclared"),
                row.getBoolean("approved_excepted"),
                json(row.getString("facts")),
                status(row, "filtered"),
                row.getBoolean("filtered_excepted"));
    }

    private static @Nullable Status status(ResultSet row, String column) throws SQLException {
        String said = row.getString(column);
        return said == null ? null : Status.valueOf(said);
    }

    static JsonNode json(@Nullable String evidence) {
        try {
            return EventJson.MAPPER.readTree(evidence == null ? "{}" : evidence);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("stored evidence is unreadable", unreadable);
        }
    }
}
