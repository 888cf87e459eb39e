package io.vigil.reports.exports;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A workbook read back by the JDK's own means, as far as ours use the format. */
record Workbook(Map<String, Document> parts) {

    /** @param kind {@code text} or {@code number} */
    record Cell(String at, String kind, String style, String value) {}

    static Workbook read(byte[] xlsx) throws Exception {
        Map<String, Document> parts = new LinkedHashMap<>();
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(xlsx))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                parts.put(
                        entry.getName(),
                        factory.newDocumentBuilder().parse(new ByteArrayInputStream(zip.readAllBytes())));
        }
        return new Workbook(parts);
    }

    List<String> sheets() {
        return elements(part("xl/workbook.xml"), "sheet").stream()
                .map(sheet -> sheet.getAttribute("name"))
                .toList();
    }

    /** @param sheet counted from 1 */
    List<Cell> cells(int sheet) {
        return elements(part("xl/worksheets/sheet" + sheet + ".xml"), "c").stream()
                .map(cell -> new Cell(
                        cell.getAttribute("r"),
                        cell.getAttribute("t").equals("inlineStr") ? "text" : "number",
                        cell.getAttribute("s"),
                        cell.getTextContent()))
                .toList();
    }

    List<Element> elements(Document part, String name) {
        var found = part.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
        return elements;
    }

    Document part(String name) {
        Document part = parts.get(name);
        if (part == null) throw new IllegalStateException("no " + name + " among " + parts.keySet());
        return part;
    }

    /** Every cell on a line of its own; what would break the line is written as Java does. */
    String listing() {
        StringBuilder lines = new StringBuilder();
        for (int sheet = 1; sheet <= sheets().size(); sheet++) {
            lines.append("# ").append(sheets().get(sheet - 1)).append('\n');
            for (Cell cell : cells(sheet))
                lines.append("%s %s%s %s\n"
                        .formatted(
                                cell.at(),
                                cell.kind(),
                                cell.style().isEmpty() ? "" : "/" + cell.style(),
                                cell.value()
                                        .replace("\\", "\\\\")
                                        .replace("\r", "\\r")
                                        .replace("\n", "\\n")
                                        .replace("\u0085", "\\u0085")
                                        .replace("\u2028", "\\u2028")
                                        .replace("\u2029", "\\u2029")));
        }
        return lines.toString();
    }
}
