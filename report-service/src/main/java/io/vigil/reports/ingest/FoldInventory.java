package io.vigil.reports.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The latest document of every resource that a run saw; an unchanged one is neither packed nor written. */
@ApplicationScoped
class FoldInventory {
    private static final int DOCUMENTS_PER_BATCH = 50;

    private record Changed(UUID id, @Nullable String document) {}

    void fold(Handle handle, FoldRun.Run run) {
        UUID after = new UUID(0, 0);
        List<Changed> batch;
        do {
            batch = changed(handle, run, after);
            if (batch.isEmpty()) break;
            write(handle, run, batch);
            after = batch.getLast().id();
        } while (batch.size() == DOCUMENTS_PER_BATCH);
        end(handle, run);
    }

    private static List<Changed> changed(Handle handle, FoldRun.Run run, UUID after) {
        return handle.createQuery("""
                        select distinct on (s.resource_id) s.resource_id, s.document
                        from run_resource s left join resource r on r.tenant_id = :tenant and r.resource_id = s.resource_id
                        where s.resource_id > :after and (r.resource_id is null or r.gone_since is not null
                          or (r.digest, r.resource_name, r.tags, r.scope) is distinct from (s.digest, s.resource_name, s.tags, :scope))
                        order by s.resource_id, s.digest limit :batch
                        """)
                .bind("tenant", run.closed().unit().tenant().value())
                .bind("scope", run.scope())
                .bind("after", after)
                .bind("batch", DOCUMENTS_PER_BATCH)
                .map((rs, ctx) -> new Changed(rs.getObject("resource_id", UUID.class), rs.getString("document")))
                .list();
    }

    private static void write(Handle handle, FoldRun.Run run, List<Changed> rows) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into resource (tenant_id, resource_id, account, scope, region, resource, resource_type,
                  resource_name, tags, digest, document, first_seen, last_changed)
                select distinct on (resource_id) :tenant, resource_id, :account, :scope, region, resource, resource_type,
                  resource_name, tags, digest, :document, :at, :at
                from run_resource where resource_id = :id order by resource_id, digest
                on conflict (tenant_id, resource_id) do update set
                  scope = excluded.scope, resource_name = excluded.resource_name, tags = excluded.tags,
                  digest = excluded.digest, document = excluded.document, last_changed = excluded.last_changed,
                  gone_since = null
                """);
        for (Changed row : rows) {
            batch.bind("tenant", run.closed().unit().tenant().value())
                    .bind("account", run.closed().unit().account().value())
                    .bind("scope", run.scope())
                    .bind("at", run.at())
                    .bind("id", row.id())
                    .bindByType("document", pack(row.document()), byte[].class)
                    .add();
        }
        batch.execute();
    }

    private static byte @Nullable [] pack(@Nullable String document) {
        return document == null ? null : Gzip.pack(document.getBytes(StandardCharsets.UTF_8));
    }

    private static void end(Handle handle, FoldRun.Run run) {
        handle.createUpdate("""
                        update resource r set gone_since = :at, document = null
                        where r.tenant_id = :tenant and r.account = :account and r.scope = :scope
                          and r.resource_type = any (:types) and r.gone_since is null
                          and not exists (select from run_resource s where s.resource_id = r.resource_id)
                        """)
                .bind("tenant", run.closed().unit().tenant().value())
                .bind("account", run.closed().unit().account().value())
                .bind("scope", run.scope())
                .bind("at", run.at())
                .bindArray("types", String.class, run.closed().completeTypes())
                .execute();
    }
}
