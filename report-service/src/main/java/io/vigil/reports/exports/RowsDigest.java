package io.vigil.reports.exports;

import io.vigil.contracts.ReportManifest;
import io.vigil.reports.kinds.Rows;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SHA-256 over a report's rows in their order, each as its JSON in UTF-8 and a line feed: the lines of an NDJSON file. */
public final class RowsDigest {
    private final MessageDigest sha256;
    private long count;

    public RowsDigest() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** A row of a table that is on pages alone does not count. */
    public void add(Rows table, List<@Nullable Object> row) {
        if (!table.isInFiles()) return;
        sha256.update(RowJson.bytes(table, row));
        sha256.update((byte) '\n');
        count++;
    }

    /** To be asked for once, at the end. */
    public ReportManifest.Findings sum() {
        return new ReportManifest.Findings("rows", count, HexFormat.of().formatHex(sha256.digest()));
    }
}
