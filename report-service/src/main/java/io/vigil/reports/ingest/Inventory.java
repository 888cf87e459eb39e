package io.vigil.reports.ingest;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.checks.Document;
import io.vigil.checks.ResourceRef;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What the last scans saw of a tenant, as it was kept; a stream of it holds a cursor and belongs to its transaction. */
public final class Inventory {
    private static final int ROWS_AT_A_TIME = 100;

    /**
     * A resource that is still there.
     *
     * @param scope of the unit that sees it, a region or {@code global}
     * @param document empty where it was too large to be kept
     * @param asOf when its scope was last judged
     */
    public record Kept(
            AccountId account, String scope, ResourceRef resource, Optional<Document> document, Instant asOf) {}

    private Inventory() {}

    /** @param whichever stops when it says no */
    public static void each(
            Handle handle,
            TenantId tenant,
            Optional<AccountId> account,
            Collection<ResourceType<?>> types,
            Predicate<Kept> whichever) {
        try (Stream<Kept> rows = handle
                .createQuery("""
                        select r.account, r.scope, r.region, r.resource, r.resource_type, r.resource_name, r.document,
                          coalesce((select max(j.judged_at) from check_judged j where j.tenant_id = r.tenant_id
                            and j.account = r.account and j.scope = r.scope), r.last_changed) as as_of
                        from resource r
                        where r.tenant_id = :tenant and (:account::text is null or r.account = :account) and r.gone_since is null
                          and r.resource_type = any (:types)
                        order by r.account, r.scope, r.resource_id
                        """)
                .bind("tenant", tenant.value())
                .bindByType("account", account.map(AccountId::value).orElse(null), String.class)
                .bindArray(
                        "types",
                        String.class,
                        types.stream().map(ResourceType::name).toList())
                .setFetchSize(ROWS_AT_A_TIME)
                .map((row, context) -> read(row))
                .stream()) {
            Iterator<Kept> each = rows.iterator();
            boolean more = true;
            while (more && each.hasNext()) more = whichever.test(each.next());
        }
    }

    private static Kept read(ResultSet row) throws SQLException {
        ResourceType<?> type = ResourceTypes.named(row.getString("resource_type"))
                .orElseThrow(() -> new IllegalStateException("asked for a type that there is not"));
        ResourceRef resource = new ResourceRef(
                type, new Region(row.getString("region")), row.getString("resource"), row.getString("resource_name"));
        return new Kept(
                new AccountId(row.getString("account")),
                row.getString("scope"),
                resource,
                Optional.ofNullable(row.getBytes("document")).map(packed -> document(type, packed)),
                row.getTimestamp("as_of").toInstant());
    }

    private static Document document(ResourceType<?> type, byte[] packed) {
        try {
            Map<String, Object> members = EventJson.MAPPER.readValue(Gzip.unpack(packed), new TypeReference<>() {});
            return new Document(type, members);
        } catch (IOException broken) {
            throw new UncheckedIOException("a kept document is no JSON", broken);
        }
    }
}
