package io.vigil.reports.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.Unread;
import io.vigil.contracts.Uuids;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.changes.RecordTransitions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A run's verdicts and resources as temporary tables, filled by COPY, emptied by the end of the transaction. */
@ApplicationScoped
class RunTables {
    private static final String CREATE = """
            create temporary table if not exists run_verdict (
              finding_id uuid not null, region text not null, check_id text not null, severity smallint not null,
              layer text not null, owner text not null, resource text not null, resource_type text not null,
              resource_name text not null, status text not null, message text not null, evidence text not null,
              reason text, missing_action text, unread_detail text
            ) on commit delete rows;
            create temporary table if not exists run_resource (
              resource_id uuid not null, region text not null, resource text not null, resource_type text not null,
              resource_name text not null, tags text not null, digest text not null, document text
            ) on commit delete rows;
            create index if not exists run_verdict_id on run_verdict (finding_id);
            create index if not exists run_resource_id on run_resource (resource_id)
            """;

    private final Catalogue catalogue;
    private final RecordTransitions transitions;

    RunTables(Catalogue catalogue, RecordTransitions transitions) {
        this.catalogue = catalogue;
        this.transitions = transitions;
    }

    void open(Handle handle) {
        handle.execute(CREATE);
        transitions.open(handle);
    }

    void load(Handle handle, Event.UnitReport chunk, Keeping keeping) {
        switch (chunk) {
            case VerdictsReported verdicts -> {
                var rows = new Rows();
                for (Verdict verdict : verdicts.verdicts())
                    if (keeping.takes(verdict.check())) verdict(rows, verdicts.unit(), verdict, keeping);
                rows.copyTo(handle, "run_verdict");
            }
            case ResourcesReported resources -> {
                var rows = new Rows();
                resources.resources().forEach(resource -> resource(rows, resources.unit(), resource));
                rows.copyTo(handle, "run_resource");
            }
            case UnitClosed closed -> throw new IllegalStateException("run %s closes twice".formatted(closed.run()));
        }
    }

    /** Temporary tables have no statistics of their own accord, and a fold joins them with a tenant's millions. */
    void loaded(Handle handle) {
        handle.execute("analyze run_verdict");
        handle.execute("analyze run_resource");
    }

    private void verdict(Rows rows, UnitRef unit, Verdict verdict, Keeping keeping) {
        Unread unread = verdict.unread();
        rows.add(
                findingId(unit.tenant(), unit.account(), verdict.region(), verdict.check(), verdict.resource())
                        .toString(),
                verdict.region().value(),
                verdict.check().value(),
                Integer.toString(verdict.severity().ordinal()),
                catalogue.layer(verdict.check()).label(),
                keeping.owner(verdict.check()).label(),
                verdict.resource(),
                verdict.resourceType(),
                verdict.resourceName(),
                verdict.status().name(),
                verdict.message(),
                json(verdict.evidence()),
                unread == null ? null : unread.reason().name(),
                unread == null ? null : unread.missingAction(),
                unread == null ? null : unread.detail());
    }

    private static void resource(Rows rows, UnitRef unit, ResourceSeen seen) {
        UUID id = ResourceIds.of(unit.tenant(), unit.account(), seen.region(), seen.resourceType(), seen.resource());
        rows.add(
                id.toString(),
                seen.region().value(),
                seen.resource(),
                seen.resourceType(),
                seen.resourceName(),
                json(seen.tags()),
                seen.digest(),
                seen.document() == null ? null : json(seen.document()));
    }

    /** The same for one check against one resource, over all scans. */
    static FindingId findingId(TenantId tenant, AccountId account, Region region, CheckId check, String resource) {
        return new FindingId(Uuids.ofName(tenant, account, region, check, resource));
    }

    private static String json(Object value) {
        try {
            return EventJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("what came as JSON is none", notJson);
        }
    }

    /** Lines of COPY's CSV: null is an empty field, an empty text a quoted one. */
    private static final class Rows {
        private final StringWriter text = new StringWriter();
        private final CsvWriter csv =
                CsvWriter.builder().quoteStrategy(QuoteStrategies.EMPTY).build(text);

        void add(@Nullable String... fields) {
            for (int i = 0; i < fields.length; i++) {
                // the one character that PostgreSQL's text cannot hold
                String field = fields[i];
                if (field != null && field.indexOf('\0') >= 0) fields[i] = field.replace('\0', '\uFFFD');
            }
            csv.writeRecord(fields);
        }

        void copyTo(Handle handle, String table) {
            try {
                csv.close();
                handle.getConnection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin (format csv)", new StringReader(text.toString()));
            } catch (SQLException failed) {
                throw new CopyFailed(table, failed);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private static final class CopyFailed extends RuntimeException {
        CopyFailed(String table, SQLException cause) {
            super("cannot copy to " + table, cause);
        }
    }
}
