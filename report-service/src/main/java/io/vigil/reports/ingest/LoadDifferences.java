package io.vigil.reports.ingest;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.VerdictsReported;
import io.vigil.reports.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.BitSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Puts down the whole of what a run says otherwise than what is known: verdicts, and documents packed as they are kept. */
@ApplicationScoped
class LoadDifferences {
    private final Catalogue catalogue;
    private final Staging staging;

    LoadDifferences(Catalogue catalogue, Staging staging) {
        this.catalogue = catalogue;
        this.staging = staging;
    }

    void load(Handle handle, FoldRun.Run run, CompareRun.Differences differences, Keeping keeping) {
        staging.forEachChunk(handle, run.closed(), differences.places().keySet(), chunk -> {
            BitSet places = differences.places().get(chunk.chunk());
            if (places != null) load(handle, run.scope(), chunk, places, keeping);
        });
    }

    /** Of verdicts that no scan gave, all. */
    void load(Handle handle, String scope, VerdictsReported verdicts, Keeping keeping) {
        BitSet all = new BitSet();
        for (int place = 0; place < verdicts.verdicts().size(); place++)
            all.set(place, keeping.takes(verdicts.verdicts().get(place).check()));
        load(handle, scope, verdicts, all, keeping);
    }

    private void load(Handle handle, String scope, Event.UnitReport chunk, BitSet places, Keeping keeping) {
        switch (chunk) {
            case VerdictsReported verdicts -> {
                var rows = new FindingRows(scope, keeping, catalogue);
                places.stream()
                        .forEach(place ->
                                rows.add(verdicts.unit(), verdicts.verdicts().get(place)));
                rows.copyTo(handle);
            }
            case ResourcesReported resources -> {
                var rows = new BinaryRows();
                places.stream().forEach(place -> document(rows, resources, place));
                rows.copyTo(handle, "run_document");
            }
            case UnitClosed closed -> throw new IllegalStateException("run %s closes twice".formatted(closed.run()));
        }
    }

    private static void document(BinaryRows rows, ResourcesReported chunk, int place) {
        ResourceSeen seen = chunk.resources().get(place);
        rows.row(/* fields */ 4)
                .uuid(ResourceIds.of(
                        chunk.unit().tenant(),
                        chunk.unit().account(),
                        seen.region(),
                        seen.resourceType(),
                        seen.resource()))
                .integer(chunk.chunk())
                .integer(place)
                .bytea(packed(seen));
    }

    private static byte @Nullable [] packed(ResourceSeen seen) {
        return seen.document() == null ? null : Gzip.pack(EventJson.bytes(seen.document()));
    }
}
