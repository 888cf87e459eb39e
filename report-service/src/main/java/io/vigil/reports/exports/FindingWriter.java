package io.vigil.reports.exports;

import io.vigil.reports.findings.Finding;
import java.io.Closeable;
import java.io.IOException;

/** Takes findings one by one and writes them down; what it holds does not grow with their number. */
interface FindingWriter extends Closeable {
    void write(Finding finding) throws IOException;

    /** What a report says behind its findings; nothing where the form is for findings alone. */
    default void behind(Behind said) throws IOException {}
}
