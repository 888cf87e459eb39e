package io.vigil.reports.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Keeps what resources are sought by, in small letters: id, name and, where the inventory has them, tags. */
@ApplicationScoped
class KeepWords {
    private static final String OF_INVENTORY = """
            insert into resource_words as w (tenant_id, resource_id, words)
            select :tenant, s.resource_id,
              lower(s.resource || ' ' || s.resource_name || ' ' || replace(replace(trim(s.tags, '{}"'), '":"', '='), '","', ' '))
            from run_document d join run_resource s using (resource_id, chunk, place)
            on conflict (tenant_id, resource_id) do update set words = excluded.words where w.words <> excluded.words
            """;

    /** Such as one that stands for a whole account. */
    private static final String OF_NO_INVENTORY = """
            insert into resource_words as w (tenant_id, resource_id, words)
            select distinct on (v.resource_id) :tenant, v.resource_id, lower(v.resource || ' ' || v.resource_name)
            from run_verdict v
            where not exists (select from resource r where r.tenant_id = :tenant and r.resource_id = v.resource_id)
            order by v.resource_id
            on conflict (tenant_id, resource_id) do update set words = excluded.words where w.words <> excluded.words
            """;

    /** After the inventory was folded. */
    void keep(Handle handle, FoldRun.Run run, CompareRun.Differences differences) {
        if (differences.places().isEmpty()) return;
        for (String words : new String[] {OF_INVENTORY, OF_NO_INVENTORY})
            handle.createUpdate(words)
                    .bind("tenant", run.closed().unit().tenant().value())
                    .execute();
    }
}
