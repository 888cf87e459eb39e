package io.vigil.reports.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The latest document of every resource that a run saw; an unchanged one is neither packed nor written. */
@ApplicationScoped
class FoldInventory {
    void fold(Handle handle, FoldRun.Run run) {
        bind(run, handle.createUpdate("""
                        insert into resource (tenant_id, resource_id, account, scope, region, resource, resource_type,
                          resource_name, tags, digest, document, first_seen, last_changed)
                        select :tenant, s.resource_id, :account, :scope, s.region, s.resource, s.resource_type,
                          s.resource_name, s.tags, s.digest, d.document, :at, :at
                        from run_document d join run_resource s using (resource_id, chunk, place)
                        on conflict (tenant_id, resource_id) do update set
                          scope = excluded.scope, resource_name = excluded.resource_name, tags = excluded.tags,
                          digest = excluded.digest, document = excluded.document, last_changed = excluded.last_changed,
                          gone_since = null
                        """)).execute();
        bind(run, handle.createUpdate("""
                        update resource r set gone_since = :at, document = null
                        where r.tenant_id = :tenant and r.account = :account and r.scope = :scope
                          and r.resource_type = any (:types) and r.gone_since is null
                          and not exists (select from run_resource s where s.resource_id = r.resource_id)
                        """))
                .bindArray("types", String.class, run.closed().completeTypes())
                .execute();
    }

    private static Update bind(FoldRun.Run run, Update statement) {
        return statement
                .bind("tenant", run.closed().unit().tenant().value())
                .bind("account", run.closed().unit().account().value())
                .bind("scope", run.scope())
                .bind("at", run.at());
    }
}
