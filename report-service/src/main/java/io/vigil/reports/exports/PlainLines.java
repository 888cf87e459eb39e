package io.vigil.reports.exports;

import io.vigil.reports.attestations.Attestation;
import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.findings.Finding;
import io.vigil.reports.packs.PacksSaid;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Findings as the API tells them, one a line. */
final class PlainLines implements FindingWriter {
    private final JsonLines lines;

    private record Attestations(String record, List<Attestation> attestations) {}

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
    public void behind(Behind said) throws IOException {
        lines.line(new Attestations("attestations", said.attestations()));
        lines.line(new Exceptions("exceptions", said.exceptions()));
        lines.line(new Packs("packs", said.packs().packs(), said.packs().decidedOut()));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
