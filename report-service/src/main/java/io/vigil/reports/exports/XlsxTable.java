package io.vigil.reports.exports;

import io.vigil.tenancy.SpreadsheetCell;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.Deflater;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook that is written while it is filled, with the same bytes for the same rows. A part that does not fit on a sheet
 * goes on with the next. Texts stand in their cells and are never formulas; times are dates of the spreadsheet, in UTC.
 */
final class XlsxTable implements Table {
    private static final String MOMENT = "yyyy\\-mm\\-dd\\Thh:mm:ss\\Z";
    private static final String DAY = "yyyy\\-mm\\-dd";

    /** What somebody types into such a cell is text, whatever it begins with. */
    private static final String TEXT = "@";

    private static final int LONGEST_PART_NAME = 25;
    private static final int ROWS_HELD = 50;

    private final UntimedZip zip;
    private final Workbook workbook;
    private final int rowsOfASheet;
    private String part;
    private List<Head> heads;
    private Worksheet sheet;
    private int sheetsOfPart;
    private int row;

    XlsxTable(OutputStream out, String part) {
        this(out, part, Head.ofFindings());
    }

    XlsxTable(OutputStream out, String part, List<Head> heads) {
        this(out, part, heads, Worksheet.MAX_ROWS);
    }

    XlsxTable(OutputStream out, String part, int rowsOfASheet) {
        this(out, part, Head.ofFindings(), rowsOfASheet);
    }

    private XlsxTable(OutputStream out, String part, List<Head> heads, int rowsOfASheet) {
        this.zip = new UntimedZip(out);
        this.workbook = new Workbook(zip, "Vigil", /* applicationVersion */ null);
        this.rowsOfASheet = rowsOfASheet;
        this.part = part;
        this.heads = heads;
        this.sheet = nextSheet();
    }

    @Override
    public void part(String name) throws IOException {
        part(name, heads);
    }

    /** As the other, under heads of its own. */
    void part(String name, List<Head> its) throws IOException {
        endSheet();
        heads = its;
        part = WholeText.cut(name, LONGEST_PART_NAME);
        sheetsOfPart = 0;
        sheet = nextSheet();
    }

    @Override
    public void row(List<@Nullable Object> cells) throws IOException {
        if (row >= rowsOfASheet) {
            endSheet();
            sheet = nextSheet();
        }
        // the last first, for room is made in a row up to the cell that is given
        for (int i = cells.size() - 1; i >= 0; i--) cell(i, cells.get(i));
        row++;
        if (row % ROWS_HELD == 0) sheet.flush();
    }

    private void cell(int column, @Nullable Object value) {
        if (value == null) return;
        switch (value) {
            case Instant at -> {
                sheet.value(row, column, at);
                format(column, MOMENT);
            }
            case LocalDate day -> {
                sheet.value(row, column, day);
                format(column, DAY);
            }
            case Number number -> sheet.value(row, column, number);
            default -> text(column, value.toString());
        }
    }

    private void text(int column, String text) {
        if (text.isEmpty()) return;
        String whole = XlsxText.of(text);
        // spreadsheets strip what does not say that its ends count, and fastexcel says so of a rich text alone
        if (whole.strip().equals(whole)) sheet.inlineString(row, column, whole);
        else sheet.inlineString(row, column, RichText.builder().run(whole).end().build());
        if (!SpreadsheetCell.inert(text).equals(text)) format(column, TEXT);
    }

    private void format(int column, String format) {
        sheet.style(row, column).format(format).set();
    }

    private Worksheet nextSheet() {
        sheetsOfPart++;
        Worksheet next = workbook.newWorksheet(sheetsOfPart == 1 ? part : part + " " + sheetsOfPart);
        next.freezePane(/* columns */ 0, /* rows */ 1);
        for (int i = heads.size() - 1; i >= 0; i--) {
            next.width(i, heads.get(i).width());
            next.inlineString(0, i, heads.get(i).name());
            next.style(0, i).bold().set();
        }
        row = 1;
        return next;
    }

    private void endSheet() throws IOException {
        sheet.setAutoFilter(0, 0, row - 1, heads.size() - 1);
        sheet.finish();
    }

    @Override
    public void close() throws IOException {
        endSheet();
        zip.keepTheRest();
        workbook.setCompressionLevel(Deflater.NO_COMPRESSION);
        workbook.finish();
        zip.close();
    }
}
