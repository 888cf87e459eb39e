package io.vigil.reports.exports;

import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.findings.Finding;
import io.vigil.reports.packs.PacksSaid;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Findings as the API tells them, one a line. */
final class PlainLines implements FindingWriter {
    private final JsonLines lines;

    private record Exceptions(String record, List<ReadExceptions.Shown> exceptions) {}

    private record Packs(String record, List<PacksSaid.PackSaid> packs, List<PacksSaid.Out> decidedOut) {}

    PlainLines(OutputStream out) throws IOException {
        this.lines = new JsonLines(out, ExportJson.PLAIN);
    }

    @Override
    public void write(Finding finding) throws IOException {
        lines.line(finding);
    }

    @Override
    public void behind(PacksSaid packs, List<ReadExceptions.Shown> exceptions) throws IOException {
        lines.line(new Exceptions("exceptions", exceptions));
        lines.line(new Packs("packs", packs.packs(), packs.decidedOut()));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
