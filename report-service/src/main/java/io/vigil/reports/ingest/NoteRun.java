package io.vigil.reports.ingest;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.Event;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.Unread;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import io.vigil.reports.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jdbi.v3.core.Handle;

/** Puts down what a run names, as short as can be: most of it is as it was, and nobody need look at it again. */
@ApplicationScoped
class NoteRun {
    private static final int BYTES_PER_COPY = 1024 * 1024;

    private static final BinaryOperator<Unread> FIRST = BinaryOperator.minBy(Comparator.comparing(Unread::reason)
            .thenComparing(Unread::missingAction, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Unread::detail));

    private final Catalogue catalogue;
    private final Staging staging;

    NoteRun(Catalogue catalogue, Staging staging) {
        this.catalogue = catalogue;
        this.staging = staging;
    }

    /** Returns why a check could not be judged, of those that were not judged somewhere. */
    Map<CheckId, Unread> note(Handle handle, FoldRun.Run run, Keeping keeping) {
        Notes notes = new Notes(handle, run.scope(), keeping);
        staging.forEachChunk(handle, run.closed(), notes::take);
        notes.end();
        return notes.unread;
    }

    private final class Notes {
        private final Handle handle;
        private final String scope;
        private final Keeping keeping;
        private final Map<CheckId, Unread> unread = new TreeMap<>(Comparator.comparing(CheckId::value));
        private BinaryRows keys = new BinaryRows();

        Notes(Handle handle, String scope, Keeping keeping) {
            this.handle = handle;
            this.scope = scope;
            this.keeping = keeping;
        }

        void take(Event.UnitReport chunk) {
            switch (chunk) {
                case VerdictsReported verdicts -> verdicts(verdicts);
                case ResourcesReported resources -> resources(resources);
                case UnitClosed closed ->
                    throw new IllegalStateException("run %s closes twice".formatted(closed.run()));
            }
        }

        private void verdicts(VerdictsReported chunk) {
            List<Verdict> verdicts = chunk.verdicts();
            for (int place = 0; place < verdicts.size(); place++) {
                Verdict verdict = verdicts.get(place);
                if (!keeping.takes(verdict.check())) continue;
                keys.row(/* fields */ 5)
                        .uuid(FindingRows.id(chunk.unit(), verdict).value())
                        .uuid(FindingRows.digest(verdict, scope, catalogue))
                        .integer(chunk.chunk())
                        .integer(place)
                        .integer(worst(verdict.status()));
                if (verdict.unread() != null) unread.merge(verdict.check(), verdict.unread(), FIRST);
            }
            if (keys.size() > BYTES_PER_COPY) copy();
        }

        private void copy() {
            keys.copyTo(handle, "run_key");
            keys = new BinaryRows();
        }

        private void resources(ResourcesReported chunk) {
            var rows = new CsvRows();
            for (int place = 0; place < chunk.resources().size(); place++)
                resource(
                        rows,
                        chunk.unit(),
                        chunk.chunk(),
                        place,
                        chunk.resources().get(place));
            rows.copyTo(handle, "run_resource");
        }

        /** Temporary tables have no statistics of their own accord, and a fold joins them with a tenant's millions. */
        void end() {
            copy();
            handle.execute("analyze run_key");
            handle.execute("analyze run_resource");
        }
    }

    private static void resource(CsvRows rows, UnitRef unit, int chunk, int place, ResourceSeen seen) {
        rows.add(
                ResourceIds.of(unit.tenant(), unit.account(), seen.region(), seen.resourceType(), seen.resource())
                        .toString(),
                Integer.toString(chunk),
                Integer.toString(place),
                seen.region().value(),
                seen.resource(),
                seen.resourceType(),
                seen.resourceName(),
                FindingRows.json(seen.tags()),
                seen.digest());
    }

    /** A run that names a finding twice is taken at its worst word. */
    private static int worst(Status status) {
        return switch (status) {
            case FAIL -> 0;
            case UNDETERMINED -> 1;
            case PASS -> 2;
            case NOT_APPLICABLE -> 3;
        };
    }
}
