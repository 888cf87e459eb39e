package io.vigil.reports.exports;

import io.vigil.contracts.ReportManifest;
import io.vigil.reports.findings.Finding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over findings in their order, each as its JSON in UTF-8 and a line feed: the lines of an NDJSON file. */
public final class FindingsDigest {
    private final MessageDigest sha256;
    private long count;

    public FindingsDigest() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    public void add(Finding finding) {
        sha256.update(ExportJson.bytes(finding));
        sha256.update((byte) '\n');
        count++;
    }

    /**
     * To be asked for once, at the end.
     *
     * @param state of the findings that were wanted, or {@code any}
     */
    public ReportManifest.Findings sum(String state) {
        return new ReportManifest.Findings(state, count, HexFormat.of().formatHex(sha256.digest()));
    }
}
