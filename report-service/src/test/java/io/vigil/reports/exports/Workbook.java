package io.vigil.reports.exports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A workbook read back by the JDK's own means, as far as ours use the format. */
record Workbook(Map<String, Document> parts) {

    /**
     * @param kind {@code text} or {@code number}
     * @param format of numbers and of what is typed in, or {@code bold}; empty for that of every cell
     */
    record Cell(String at, String kind, String format, String value) {}

    static Workbook read(byte[] xlsx) throws Exception {
        Map<String, Document> parts = new LinkedHashMap<>();
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Path file = Files.createTempFile("workbook", ".xlsx");
        try {
            Files.write(file, xlsx);
            try (var zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries()))
                    parts.put(
                            entry.getName(),
                            factory.newDocumentBuilder().parse(new ByteArrayInputStream(whole(zip, entry))));
            }
        } finally {
            Files.delete(file);
        }
        return new Workbook(parts);
    }

    /** As the directory says that it is, which the JDK does not look at. */
    private static byte[] whole(ZipFile zip, ZipEntry entry) throws IOException {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (bytes.length != entry.getSize() || crc.getValue() != entry.getCrc())
            throw new IllegalStateException(entry.getName() + " is not what the directory says");
        return bytes;
    }

    List<String> sheets() {
        return elements(part("xl/workbook.xml"), "sheet").stream()
                .map(sheet -> sheet.getAttribute("name"))
                .toList();
    }

    /** @param sheet counted from 1 */
    List<Cell> cells(int sheet) {
        Map<String, String> formats = formats();
        return elements(part("xl/worksheets/sheet" + sheet + ".xml"), "c").stream()
                .map(cell -> new Cell(
                        cell.getAttribute("r"),
                        cell.getAttribute("t").equals("inlineStr") ? "text" : "number",
                        formats.getOrDefault(cell.getAttribute("s"), ""),
                        cell.getTextContent()))
                .toList();
    }

    /** By the number that cells give. */
    private Map<String, String> formats() {
        Document styles = part("xl/styles.xml");
        Map<String, String> codes = elements(styles, "numFmt").stream()
                .collect(Collectors.toMap(
                        each -> each.getAttribute("numFmtId"), each -> each.getAttribute("formatCode")));
        Map<String, String> formats = new HashMap<>();
        for (Element style : elements(elements(styles, "cellXfs").getFirst(), "xf")) {
            String bold = style.getAttribute("fontId").equals("0") ? "" : "bold";
            formats.put(String.valueOf(formats.size()), codes.getOrDefault(style.getAttribute("numFmtId"), bold));
        }
        return formats;
    }

    List<Element> elements(Document part, String name) {
        return elements(part.getDocumentElement(), name);
    }

    private static List<Element> elements(Element within, String name) {
        var found = within.getElementsByTagNameNS("*", name);
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
                                cell.format().isEmpty() ? "" : "/" + cell.format(),
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
