package io.vigil.reports.exports;

import io.vigil.reports.findings.Finding;
import java.io.IOException;
import java.io.OutputStream;

/** Findings as events of OCSF, one a line. */
final class OcsfLines implements FindingWriter {
    private final JsonLines lines;
    private final ToOcsf form;

    OcsfLines(OutputStream out, About about) throws IOException {
        this.lines = new JsonLines(out, ExportJson.OCSF);
        this.form = new ToOcsf(about);
    }

    @Override
    public void write(Finding finding) throws IOException {
        lines.line(form.event(finding));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
