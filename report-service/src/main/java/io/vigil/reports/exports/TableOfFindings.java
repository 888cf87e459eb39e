package io.vigil.reports.exports;

import io.vigil.reports.findings.Finding;
import io.vigil.reports.packs.PacksSaid;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings as rows of a table, by {@link Column#ALL}. */
final class TableOfFindings implements FindingWriter {
    static final String FINDINGS = "Findings";
    private static final String BEHIND = "Packs and decisions";

    private final Table table;
    private final PacksSaid packs;
    private final Instant asOf;

    /**
     * @param packs by which is told why a finding is decided out
     * @param asOf by which is told whether it is overdue
     */
    TableOfFindings(Table table, PacksSaid packs, Instant asOf) {
        this.table = table;
        this.packs = packs;
        this.asOf = asOf;
    }

    @Override
    public void write(Finding finding) throws IOException {
        PacksSaid.@Nullable Out out = finding.decidedOut()
                ? packs.of(finding.account(), finding.check()).orElse(null)
                : null;
        List<@Nullable Object> cells = new ArrayList<>(Column.ALL.size());
        for (Column column : Column.ALL) cells.add(column.value().of(finding, out, asOf));
        table.row(cells);
    }

    @Override
    public void behind(Behind said) throws IOException {
        table.part(BEHIND);
        for (Map<String, @Nullable Object> row : PackRows.of(said.packs())) row(row);
        for (Map<String, @Nullable Object> row : ExceptionRows.of(said.exceptions())) row(row);
        for (Map<String, @Nullable Object> row : AttestationRows.of(said.attestations())) row(row);
    }

    private void row(Map<String, @Nullable Object> byName) throws IOException {
        List<@Nullable Object> cells = new ArrayList<>(Column.ALL.size());
        for (Column column : Column.ALL) cells.add(byName.get(column.name()));
        table.row(cells);
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
