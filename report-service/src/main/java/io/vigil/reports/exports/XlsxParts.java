package io.vigil.reports.exports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts of a workbook around its rows (ECMA-376, part 1 and 2), with no more in them than spreadsheets ask for. */
final class XlsxParts {
    /** Numbers of the styles in {@link #STYLES}. */
    static final int PLAIN = 0;

    static final int HEAD = 1;
    static final int MOMENT = 2;
    static final int DAY = 3;
    static final int QUOTED = 4;

    private static final int ALPHABET = 26;
    private static final List<String> LETTERS =
            IntStream.range(0, Column.ALL.size()).mapToObj(XlsxParts::name).toList();
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";
    private static final String CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private static final String STYLES = DECLARATION + "<styleSheet xmlns=\"" + MAIN + "\">" + """
            <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\Thh:mm:ss\\Z"/></numFmts>\
            <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
            <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
            <fills count="2"><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="gray125"/></fill></fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
            <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
            <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
            <xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
            <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>\
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""";

    /** @param name of the entry in the ZIP */
    record Part(String name, String xml) {}

    private XlsxParts() {}

    /** Up to the first row, which stays in sight. */
    static void beginSheet(StringBuilder xml) {
        xml.append(DECLARATION).append("<worksheet xmlns=\"").append(MAIN).append("\"><sheetViews>");
        xml.append("<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\"");
        xml.append(" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (int i = 0; i < Column.ALL.size(); i++)
            xml.append("<col min=\"%1$d\" max=\"%1$d\" width=\"%2$d\" customWidth=\"1\"/>"
                    .formatted(i + 1, Column.ALL.get(i).width()));
        xml.append("</cols><sheetData>");
    }

    static void endSheet(StringBuilder xml, int rows) {
        xml.append("</sheetData><autoFilter ref=\"A1:")
                .append(letters(Column.ALL.size() - 1))
                .append(rows)
                .append("\"/></worksheet>");
    }

    /** What is written when the sheets are known. */
    static List<Part> around(List<String> sheets) {
        return List.of(
                new Part("xl/workbook.xml", workbook(sheets)),
                new Part("xl/_rels/workbook.xml.rels", relations(sheets)),
                new Part("xl/styles.xml", STYLES),
                new Part("_rels/.rels", relations(Stream.of(relation(1, "officeDocument", "xl/workbook.xml")))),
                new Part("[Content_Types].xml", contentTypes(sheets)));
    }

    private static String workbook(List<String> sheets) {
        StringBuilder xml = new StringBuilder(DECLARATION)
                .append("<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets>".formatted(MAIN, RELATIONS));
        for (int i = 1; i <= sheets.size(); i++) {
            xml.append("<sheet name=\"");
            XlsxText.append(xml, sheets.get(i - 1));
            xml.append("\" sheetId=\"%1$d\" r:id=\"rId%1$d\"/>".formatted(i));
        }
        return xml.append("</sheets></workbook>").toString();
    }

    private static String relations(List<String> sheets) {
        Stream<String> each = numbers(sheets).mapToObj(i -> relation(i, "worksheet", "worksheets/sheet" + i + ".xml"));
        return relations(Stream.concat(each, Stream.of(relation(sheets.size() + 1, "styles", "styles.xml"))));
    }

    private static String relations(Stream<String> each) {
        return each.collect(Collectors.joining(
                "", DECLARATION + "<Relationships xmlns=\"" + PACKAGE + "/relationships\">", "</Relationships>"));
    }

    private static String relation(int id, String type, String target) {
        return "<Relationship Id=\"rId%d\" Type=\"%s/%s\" Target=\"%s\"/>".formatted(id, RELATIONS, type, target);
    }

    private static String contentTypes(List<String> sheets) {
        StringBuilder xml = new StringBuilder(DECLARATION)
                .append("<Types xmlns=\"" + PACKAGE + "/content-types\"><Default Extension=\"rels\" ContentType=\""
                        + "application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        override(xml, "workbook.xml", "sheet.main+xml");
        override(xml, "styles.xml", "styles+xml");
        numbers(sheets).forEach(i -> override(xml, "worksheets/sheet" + i + ".xml", "worksheet+xml"));
        return xml.append("</Types>").toString();
    }

    private static void override(StringBuilder xml, String part, String type) {
        xml.append("<Override PartName=\"/xl/%s\" ContentType=\"%s%s\"/>".formatted(part, CONTENT, type));
    }

    private static IntStream numbers(List<String> sheets) {
        return IntStream.rangeClosed(1, sheets.size());
    }

    /** A, B, … Z, AA, … */
    static String letters(int column) {
        return LETTERS.get(column);
    }

    private static String name(int column) {
        String last = String.valueOf((char) ('A' + column % ALPHABET));
        return column < ALPHABET ? last : name(column / ALPHABET - 1) + last;
    }
}
