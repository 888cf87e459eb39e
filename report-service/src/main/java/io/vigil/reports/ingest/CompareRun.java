package io.vigil.reports.ingest;

import io.vigil.contracts.CheckId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.BitSet;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds what a run says otherwise than what is known, in one look at the findings and one at the inventory. */
@ApplicationScoped
class CompareRun {
    /**
     * @param places of verdicts and resources to be looked at, by chunk
     * @param missed findings of which the run said nothing
     */
    record Differences(NavigableMap<Integer, BitSet> places, int missed) {}

    /**
     * What the run said, beside what is known in its scope. A finding of another scope is none here and so looked at; a row
     * without a place is of one that was not named.
     */
    private static final String FINDINGS = """
            with latest as (
              select distinct on (finding_id) finding_id, digest, chunk, place from run_key
              order by finding_id, worst, digest, chunk, place),
            known as (
              select finding_id, check_id, owner, digest, gone_since,
                last_seen_at is not null or gone_since is not null or decided_out as apart
              from finding where tenant_id = :tenant and account = :account and scope = :scope)
            insert into run_difference (finding_id, check_id, chunk, place)
            select coalesce(l.finding_id, k.finding_id), k.check_id, l.chunk, l.place
            from latest l full join known k on k.finding_id = l.finding_id
            left join unnest(:checks::text[], :owners::text[]) judged (check_id, owner) on judged.check_id = k.check_id
            where case when l.finding_id is null then k.gone_since is null and judged.check_id is not null
              else k.finding_id is null or k.apart or k.digest is distinct from l.digest or k.owner is distinct from judged.owner end
            """;

    /** Of a resource that was seen nothing was missed, though a check had no word on it. */
    private static final String SEEN = """
            delete from run_difference d using finding f, run_resource r
            where d.chunk is null and f.tenant_id = :tenant and f.finding_id = d.finding_id
              and r.resource = f.resource and r.resource_type = f.resource_type and r.region = f.region
            """;

    private static final String RESOURCES = """
            select s.chunk, array_agg(s.place) as places
            from (select distinct on (resource_id) * from run_resource order by resource_id, digest, chunk, place) s
            left join resource r on r.tenant_id = :tenant and r.account = :account and r.resource_id = s.resource_id
            where r.resource_id is null or r.gone_since is not null
              or (r.digest, r.resource_name, r.tags, r.scope) is distinct from (s.digest, s.resource_name, s.tags, :scope)
            group by s.chunk
            """;

    Differences compare(Handle handle, FoldRun.Run run, Keeping keeping) {
        var unit = run.closed().unit();
        handle.createUpdate(FINDINGS)
                .bind("tenant", unit.tenant().value())
                .bind("account", unit.account().value())
                .bind("scope", run.scope())
                .bindArray(
                        "checks",
                        String.class,
                        run.closed().checks().stream().map(CheckId::value).toList())
                .bindArray(
                        "owners",
                        String.class,
                        run.closed().checks().stream()
                                .map(check -> keeping.owner(check).label())
                                .toList())
                .execute();
        handle.execute("analyze run_difference");
        handle.createUpdate(SEEN).bind("tenant", unit.tenant().value()).execute();

        NavigableMap<Integer, BitSet> places = new TreeMap<>();
        collect(
                places,
                handle.createQuery(
                        "select chunk, array_agg(place) as places from run_difference where chunk is not null group by chunk"));
        collect(
                places,
                handle.createQuery(RESOURCES)
                        .bind("tenant", unit.tenant().value())
                        .bind("account", unit.account().value())
                        .bind("scope", run.scope()));
        int missed = handle.createQuery("select count(*) from run_difference where chunk is null")
                .mapTo(Integer.class)
                .one();
        return new Differences(places, missed);
    }

    private static void collect(NavigableMap<Integer, BitSet> all, Query query) {
        record Row(int chunk, Integer[] places) {}
        query.map((rs, ctx) -> new Row(
                        rs.getInt("chunk"), (Integer[]) rs.getArray("places").getArray()))
                .forEach(row -> {
                    BitSet places = all.computeIfAbsent(row.chunk(), none -> new BitSet());
                    for (int place : row.places()) places.set(place);
                });
    }
}
