package io.vigil.reports.findings;

import io.vigil.contracts.TenantId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds the resources that hold a part of a text, by reading all of the tenant's: some tens of milliseconds for a hundred
 * thousand. How to go on from them to their findings depends on how many there are, which no statistics know.
 */
final class Words {
    static final String FOUND =
            "select w.resource_id from resource_words w where w.tenant_id = :tenant and w.words like lower(:q)";

    private static final int FEW = 1_000;

    /** From the resources to their findings, all of which are sorted then. */
    private static final String OF_FEW = "f.resource_id = any (:found)";

    /** From each finding to its resource, in the order of the list, until the page is full. */
    private static final String IN_ORDER = """
            (select w.words like lower(:q) from resource_words w where w.tenant_id = :tenant and w.resource_id = f.resource_id)""";

    private Words() {}

    /** The same findings, by conditions that a sorted page and a count answer best. */
    record Sought(FindingFilter.Sql ofPage, FindingFilter.Sql ofCount) {}

    static Sought seek(Handle handle, TenantId tenant, FindingFilter.Sql sql) {
        if (!sql.seeks()) return new Sought(sql, sql);
        List<UUID> found = handle.createQuery(FOUND + " limit :most")
                .bind("tenant", tenant.value())
                .bind("q", sql.bindings().get("q"))
                .bind("most", FEW + 1)
                .mapTo(UUID.class)
                .list();
        if (found.size() > FEW) return new Sought(sql.seeking(IN_ORDER), sql);
        FindingFilter.Sql few = sql.seeking(OF_FEW).with("found", found.toArray(new UUID[0]));
        return new Sought(few, few);
    }
}
