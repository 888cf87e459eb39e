package io.vigil.reports.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class XlsxTableTest {
    @Test
    void goesOnWithTheNextSheetWhenOneIsFull() throws Exception {
        // Given
        var out = new ByteArrayOutputStream();
        try (var table = new XlsxTable(out, "Findings", /* rowsOfASheet */ 4)) {
            for (int i = 1; i <= 7; i++) table.row(row("finding " + i));
            table.part("Packs and exceptions of a customer with a long name");
            table.row(row("pack"));
        }
        // When
        Workbook book = Workbook.read(out.toByteArray());
        // Then
        assertThat(book.sheets()).containsExactly("Findings", "Findings 2", "Findings 3", "Packs and exceptions of …");
        assertThat(column(book, 1)).containsExactly("id", "finding 1", "finding 2", "finding 3");
        assertThat(column(book, 2)).containsExactly("id", "finding 4", "finding 5", "finding 6");
        assertThat(column(book, 3)).containsExactly("id", "finding 7");
        assertThat(column(book, 4)).containsExactly("id", "pack");
        assertThat(book.parts()).containsKeys("[Content_Types].xml", "_rels/.rels", "xl/styles.xml");
        assertThat(book.elements(book.part("xl/worksheets/sheet3.xml"), "autoFilter"))
                .singleElement()
                .satisfies(filter -> assertThat(filter.getAttribute("ref")).isEqualTo("A1:AU2"));
    }

    @Test
    void holdsNoFormulaWhateverATextBeginsWith() throws Exception {
        // Given
        List<String> texts = List.of("=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "1");
        // When
        Workbook book = written(texts);
        // Then
        assertThat(column(book, 1).subList(1, texts.size() + 1)).isEqualTo(texts);
        assertThat(book.elements(book.part("xl/worksheets/sheet1.xml"), "f")).isEmpty();
        assertThat(book.cells(1)).extracting(Workbook.Cell::kind).containsOnly("text");
        assertThat(book.cells(1).stream().filter(cell -> cell.format().equals("@")))
                .as("marked as text, so that they stay it when somebody edits the cell")
                .hasSize(8);
    }

    @Test
    void cutsWhatACellCannotHoldBetweenCharacters() throws Exception {
        // Given
        String fits = "x".repeat(32_767);
        String emoji = "x".repeat(32_765) + "\ud83d\ude00\ud83d\ude00";
        // When
        List<String> cells = column(written(List.of(fits, fits + "y", emoji)), 1);
        // Then
        assertThat(cells.get(1)).isEqualTo(fits);
        assertThat(cells.get(2)).hasSize(32_767).endsWith("x…");
        assertThat(cells.get(3)).isEqualTo("x".repeat(32_765) + "…");
    }

    @Test
    void cutsWhatItShowsByItsNumberToo() throws Exception {
        // When
        List<String> cells = column(written(List.of("\u0001".repeat(32_767))), 1);
        // Then
        assertThat(cells.get(1)).hasSize(32_767).startsWith("[U+0001][U+0001]").endsWith("…");
    }

    @Test
    void keepsBlanksAndEscapesAsTheyAre() throws Exception {
        // Given
        List<String> texts = List.of(" a ", "\ta\r\n", " ", "_x003D_1", "_x00zz_", "_x003D", "__x003D__");
        // When
        Workbook book = written(texts);
        // Then
        assertThat(column(book, 1).subList(1, texts.size() + 1))
                .containsExactly(" a ", "\ta\r\n", " ", "_x005F_x003D_1", "_x00zz_", "_x003D", "__x005F_x003D__");
        assertThat(book.elements(book.part("xl/worksheets/sheet1.xml"), "t").stream()
                        .filter(text -> !text.getTextContent().strip().equals(text.getTextContent())))
                .hasSize(3)
                .allSatisfy(text -> assertThat(text.getAttribute("xml:space")).isEqualTo("preserve"));
    }

    @Test
    void saysNothingOfTheTimeOfDay() throws Exception {
        // When
        Workbook book = written(List.of("a"));
        // Then
        assertThat(book.elements(book.part("docProps/core.xml"), "created"))
                .singleElement()
                .satisfies(created -> assertThat(created.getTextContent()).isEqualTo("2000-01-01T00:00:00.000Z"));
    }

    private static Workbook written(List<String> texts) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var table = new XlsxTable(out, "Findings")) {
            for (String text : texts) table.row(row(text));
        }
        return Workbook.read(out.toByteArray());
    }

    private static List<@Nullable Object> row(String first) {
        List<@Nullable Object> cells = new ArrayList<>(Collections.nCopies(Column.ALL.size(), null));
        cells.set(0, first);
        return cells;
    }

    private static List<String> column(Workbook book, int sheet) {
        return book.cells(sheet).stream()
                .filter(cell -> cell.at().matches("A[0-9]+"))
                .map(Workbook.Cell::value)
                .toList();
    }
}
