package io.vigil.reports.exports;

import io.vigil.tenancy.SpreadsheetCell;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A workbook (ECMA-376) that is written while it is filled, with the same bytes for the same rows: the libraries that write
 * one as a stream put the time of day into it, or hold every text until the end. A part that does not fit on a sheet goes on
 * with the next. Texts stand in their cells and are never formulas; times are dates of the spreadsheet, in UTC.
 */
final class XlsxTable implements Table {
    static final int ROWS_OF_A_SHEET = 1_048_576;

    /** A larger entry would need ZIP64, which Excel does not read from what was written as a stream. */
    private static final long BYTES_OF_A_SHEET = 3_000_000_000L;

    private static final int BUFFER_CHARS = 64 * 1024;
    private static final int LONGEST_PART_NAME = 25;

    /** Any other than the time of day, and not the oldest that ZIP knows, which hangs on the time zone. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final Instant DAY_ZERO = Instant.parse("1899-12-30T00:00:00Z");
    private static final double MILLIS_OF_A_DAY = Duration.ofDays(1).toMillis();

    private final ZipOutputStream zip;
    private final int rowsOfASheet;
    private final List<String> sheets = new ArrayList<>();
    private final StringBuilder xml = new StringBuilder();
    private String part;
    private int sheetsOfPart;
    private int row;
    private long bytes;

    XlsxTable(OutputStream out, String part) throws IOException {
        this(out, part, ROWS_OF_A_SHEET);
    }

    XlsxTable(OutputStream out, String part, int rowsOfASheet) throws IOException {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.rowsOfASheet = rowsOfASheet;
        this.part = part;
        beginSheet();
    }

    @Override
    public void part(String name) throws IOException {
        endSheet();
        part = WholeText.cut(name, LONGEST_PART_NAME);
        sheetsOfPart = 0;
        beginSheet();
    }

    @Override
    public void row(List<@Nullable Object> cells) throws IOException {
        if (row >= rowsOfASheet || bytes > BYTES_OF_A_SHEET) {
            endSheet();
            beginSheet();
        }
        beginRow();
        for (int i = 0; i < cells.size(); i++) cell(i, cells.get(i));
        endRow();
    }

    private void cell(int column, @Nullable Object value) {
        if (value == null) return;
        switch (value) {
            case Instant at ->
                number(column, XlsxParts.MOMENT, Duration.between(DAY_ZERO, at).toMillis() / MILLIS_OF_A_DAY);
            case LocalDate day ->
                number(
                        column,
                        XlsxParts.DAY,
                        Duration.between(DAY_ZERO, day.atStartOfDay().toInstant(ZoneOffset.UTC))
                                .toDays());
            default -> text(column, value.toString());
        }
    }

    private void number(int column, int style, double serial) {
        begin(column, style);
        xml.append("><v>").append(serial).append("</v></c>");
    }

    private void text(int column, String text) {
        if (text.isEmpty()) return;
        // it is text as it stands; the mark keeps it so when somebody edits the cell
        boolean wouldRun = !SpreadsheetCell.inert(text).equals(text);
        text(column, wouldRun ? XlsxParts.QUOTED : XlsxParts.PLAIN, text);
    }

    private void text(int column, int style, String text) {
        begin(column, style);
        xml.append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        XlsxText.append(xml, WholeText.cut(WholeText.of(text), XlsxText.LONGEST_CELL));
        xml.append("</t></is></c>");
    }

    private void begin(int column, int style) {
        xml.append("<c r=\"").append(XlsxParts.letters(column)).append(row).append('"');
        if (style != XlsxParts.PLAIN) xml.append(" s=\"").append(style).append('"');
    }

    private void beginRow() {
        row++;
        xml.append("<row r=\"").append(row).append("\">");
    }

    private void endRow() throws IOException {
        xml.append("</row>");
        if (xml.length() >= BUFFER_CHARS) flush();
    }

    private void beginSheet() throws IOException {
        sheetsOfPart++;
        sheets.add(sheetsOfPart == 1 ? part : part + " " + sheetsOfPart);
        begin("xl/worksheets/sheet%d.xml".formatted(sheets.size()));
        bytes = 0;
        row = 0;
        XlsxParts.beginSheet(xml);
        beginRow();
        for (int i = 0; i < Column.ALL.size(); i++)
            text(i, XlsxParts.HEAD, Column.ALL.get(i).name());
        endRow();
    }

    private void endSheet() throws IOException {
        XlsxParts.endSheet(xml, row);
        end();
    }

    private void begin(String entry) throws IOException {
        ZipEntry next = new ZipEntry(entry);
        next.setTimeLocal(NO_TIME);
        zip.putNextEntry(next);
    }

    private void end() throws IOException {
        flush();
        zip.closeEntry();
    }

    private void flush() throws IOException {
        byte[] utf8 = xml.toString().getBytes(StandardCharsets.UTF_8);
        zip.write(utf8);
        bytes += utf8.length;
        xml.setLength(0);
    }

    @Override
    public void close() throws IOException {
        endSheet();
        for (XlsxParts.Part each : XlsxParts.around(sheets)) {
            begin(each.name());
            xml.append(each.xml());
            end();
        }
        zip.close();
    }
}
