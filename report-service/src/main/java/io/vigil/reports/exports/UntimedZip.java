package io.vigil.reports.exports;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A workbook of fastexcel less the time of day, which the library writes into {@code docProps/core.xml} and has no option
 * against. Sheets pass as they come. What stands behind them is a few kilobytes whatever they hold, and is kept until the end:
 * there the moment is overwritten, and the checksum of its part behind the part and in the ZIP's directory.
 */
final class UntimedZip extends FilterOutputStream {
    private static final Pattern PART =
            Pattern.compile("<\\?xml [^>]*><cp:coreProperties .*?</cp:coreProperties>", Pattern.DOTALL);
    private static final Pattern MOMENT = Pattern.compile("(<dcterms:created [^>]*>)[^<]{24}<");
    private static final String NO_MOMENT = "2000-01-01T00:00:00.000Z";

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean keeping;

    UntimedZip(OutputStream out) {
        super(out);
    }

    /** To be called behind the last sheet; from here on nothing may be compressed. */
    void keepTheRest() {
        keeping = true;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        (keeping ? kept : out).write(from, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (keeping) out.write(untimed(kept.toByteArray()));
        super.close();
    }

    private static byte[] untimed(byte[] end) {
        // a character a byte, so that places in the text are places in the file
        String text = new String(end, StandardCharsets.ISO_8859_1);
        Matcher part = PART.matcher(text);
        if (!part.find()) throw new IllegalStateException("fastexcel compresses or names its properties otherwise");
        String timed = part.group();
        String untimed = MOMENT.matcher(timed).replaceFirst("$1" + NO_MOMENT + "<");
        byte[] crc = crc(timed);
        int behind = text.indexOf(latin(crc), part.end());
        int directory = text.lastIndexOf(latin(crc));
        if (untimed.equals(timed) || behind < 0 || directory <= behind)
            throw new IllegalStateException("fastexcel writes the moment or its ZIP otherwise: " + timed);
        ByteBuffer file = ByteBuffer.wrap(end);
        file.put(part.start(), untimed.getBytes(StandardCharsets.ISO_8859_1));
        file.put(behind, crc(untimed));
        file.put(directory, crc(untimed));
        return end;
    }

    /** As a ZIP has it. */
    private static byte[] crc(String part) {
        CRC32 crc = new CRC32();
        crc.update(part.getBytes(StandardCharsets.ISO_8859_1));
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .array();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
