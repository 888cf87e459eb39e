package io.vigil.reports.workbench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over all lines of an audit's record, and over those of findings, each with its line feed. */
final class RecordDigest implements AuditRecord.Lines {
    private final MessageDigest all = sha256();
    private final MessageDigest ofItems = sha256();
    private long bytes;
    private long items;

    @Override
    public void line(byte[] json, boolean item) {
        add(all, json);
        bytes += json.length + 1L;
        if (!item) return;
        add(ofItems, json);
        items++;
    }

    long bytes() {
        return bytes;
    }

    long items() {
        return items;
    }

    /** To be asked for once, at the end; lower-case hex. */
    String sha256OfAll() {
        return HexFormat.of().formatHex(all.digest());
    }

    /** Likewise. */
    String sha256OfItems() {
        return HexFormat.of().formatHex(ofItems.digest());
    }

    private static void add(MessageDigest digest, byte[] json) {
        digest.update(json);
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
