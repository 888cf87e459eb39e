package io.vigil.reports.exports;

import io.vigil.reports.findings.Finding;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.stream.IntStream;

/** Writes as many findings as it is told to nowhere, in every format; for a process with a heap of its own. */
final class ExportMany {
    private static final int ACCOUNTS = 700;

    private ExportMany() {}

    public static void main(String[] arguments) {
        int many = Integer.parseInt(arguments[0]);
        for (ExportFormat format : ExportFormat.values()) {
            long begun = System.nanoTime();
            var out = new Counting();
            Iterable<Finding> findings = () -> iterator(many);
            Sample.write(format, findings, out);
            System.out.printf(
                    "%s: %d findings, %d bytes, %d ms%n",
                    format.word(), many, out.bytes, (System.nanoTime() - begun) / 1_000_000);
        }
    }

    private static Iterator<Finding> iterator(int many) {
        return IntStream.range(0, many)
                .mapToObj(n -> Sample.finding(n, n % ACCOUNTS))
                .iterator();
    }

    private static final class Counting extends FilterOutputStream {
        private long bytes;

        Counting() {
            super(OutputStream.nullOutputStream());
        }

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            bytes += length;
        }
    }
}
