package io.vigil.reports.ingest;

import io.vigil.reports.changes.RecordTransitions;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** What a run says, as temporary tables, filled by COPY and emptied by the end of the transaction. */
@ApplicationScoped
class RunTables {
    /**
     * {@code run_key} and {@code run_resource} hold all that a run names, by its place in the run's chunks;
     * {@code run_difference}, {@code run_verdict} and {@code run_document} only what is not as it was.
     */
    private static final String CREATE = """
            create temporary table if not exists run_key (
              finding_id uuid not null, digest uuid not null, chunk int not null, place int not null,
              worst int not null -- 0 the worst word that there is
            ) on commit delete rows;
            create temporary table if not exists run_resource (
              resource_id uuid not null, chunk int not null, place int not null, region text not null, resource text not null,
              resource_type text not null, resource_name text not null, tags text not null, digest text not null
            ) on commit delete rows;
            create temporary table if not exists run_difference (
              finding_id uuid not null, check_id text, chunk int, place int
            ) on commit delete rows;
            create temporary table if not exists run_verdict (
              finding_id uuid not null, region text not null, check_id text not null, severity smallint not null,
              layer text not null, owner text not null, resource text not null, resource_type text not null,
              resource_name text not null, status text not null, message text not null, evidence text not null,
              reason text, missing_action text, unread_detail text, digest uuid, resource_id uuid
            ) on commit delete rows;
            create temporary table if not exists run_document (
              resource_id uuid not null, chunk int not null, place int not null, document bytea
            ) on commit delete rows;
            set local work_mem = '32MB'
            """;

    private final RecordTransitions transitions;

    RunTables(RecordTransitions transitions) {
        this.transitions = transitions;
    }

    void open(Handle handle) {
        handle.execute(CREATE);
        transitions.open(handle);
    }
}
