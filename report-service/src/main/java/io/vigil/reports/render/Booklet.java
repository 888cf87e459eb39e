package io.vigil.reports.render;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import io.quarkus.qute.TemplateData;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.function.BiFunction;
import java.util.logging.Level;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/** Parts that are set one by one and bound together: contents with page numbers in front, one outline, one numbering. */
final class Booklet implements Closeable {
    private static final float MARGIN_POINTS = 45;
    private static final float FOOT_POINTS = 30;
    private static final float FOOT_SIZE_POINTS = 7.5f;

    static {
        // the renderer logs by a handler of its own, which no log configuration reaches
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.SEVERE));
    }

    /** @param section false for what stands below a section */
    @TemplateData
    public record Line(String title, boolean section, int page) {}

    private record Heading(String title, boolean section, int pageInPart) {}

    private record Part(PDDocument pages, List<Heading> headings) {}

    private final List<Part> parts = new ArrayList<>();

    /** Adds the pages of a well-formed XHTML document behind the others. */
    void append(String xhtml) {
        parts.add(part(xhtml));
    }

    /** Sets the front last, because it names the pages behind it: its own length is found by setting it once without. */
    void prepend(BiFunction<Integer, List<Line>, String> front) throws IOException {
        Part draft = part(front.apply(1, lines(/* pagesBefore */ 0)));
        int pagesBefore = draft.pages().getNumberOfPages();
        int summaryPage = 1 + draft.headings().getLast().pageInPart();
        draft.pages().close();
        parts.addFirst(part(front.apply(summaryPage, lines(pagesBefore))));
    }

    private List<Line> lines(int pagesBefore) {
        List<Line> lines = new ArrayList<>();
        int before = pagesBefore;
        for (Part part : parts) {
            for (Heading heading : part.headings())
                lines.add(new Line(heading.title(), heading.section(), before + heading.pageInPart() + 1));
            before += part.pages().getNumberOfPages();
        }
        return lines;
    }

    void finish(String title, Instant asOf, OutputStream out) throws IOException {
        finish(title, asOf, /* unnumbered */ 1, out);
    }

    /** @param unnumbered pages at the front that bear no number: the cover, if there is one */
    void finish(String title, Instant asOf, int unnumbered, OutputStream out) throws IOException {
        PDDocument bound = parts.getFirst().pages();
        var binder = new PDFMergerUtility();
        for (Part part : parts.subList(1, parts.size())) binder.appendDocument(bound, part.pages());
        number(bound, title, unnumbered);
        var info = bound.getDocumentInformation();
        var created = GregorianCalendar.from(ZonedDateTime.ofInstant(asOf, ZoneOffset.UTC));
        info.setTitle(title);
        info.setProducer("Vigil");
        info.setCreator("Vigil");
        info.setCreationDate(created);
        info.setModificationDate(created);
        // the front came with a random id; a new one is computed from this and the title
        bound.getDocument().getTrailer().removeItem(COSName.ID);
        bound.setDocumentId(asOf.getEpochSecond());
        bound.save(out);
    }

    private static void number(PDDocument bound, String title, int unnumbered) throws IOException {
        PDType0Font font = PDType0Font.load(bound, Fonts.regular(), /* embedSubset */ true);
        int pages = bound.getNumberOfPages();
        for (int i = unnumbered; i < pages; i++) {
            PDPage page = bound.getPage(i);
            String number = "%d / %d".formatted(i + 1, pages);
            float right = page.getMediaBox().getWidth() - MARGIN_POINTS - width(font, number);
            try (var stream = new PDPageContentStream(bound, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
                stream.setNonStrokingColor(0x62 / 255f, 0x6B / 255f, 0x7A / 255f);
                stream.setFont(font, FOOT_SIZE_POINTS);
                write(stream, MARGIN_POINTS, "Vigil  ·  " + cut(title));
                write(stream, right, number);
            }
        }
    }

    private static void write(PDPageContentStream stream, float x, String text) throws IOException {
        stream.beginText();
        stream.newLineAtOffset(x, FOOT_POINTS);
        stream.showText(text);
        stream.endText();
    }

    private static float width(PDType0Font font, String text) throws IOException {
        return font.getStringWidth(text) / 1000 * FOOT_SIZE_POINTS;
    }

    private static String cut(String title) {
        return title.length() <= 80 ? title : title.substring(0, title.offsetByCodePoints(0, 60)) + "…";
    }

    private static Part part(String xhtml) {
        var out = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.withHtmlContent(xhtml, /* baseDocumentUri */ null);
            // whatever a name or a style asks for, nothing is fetched
            builder.useUriResolver((base, uri) -> uri != null && uri.startsWith("#") ? uri : null);
            for (var when : ExternalResourceControlPriority.values())
                builder.useExternalResourceAccessControl((uri, type) -> false, when);
            builder.useSVGDrawer(new BatikSVGDrawer());
            builder.useFastMode();
            Fonts.use(builder);
            builder.toStream(out);
            builder.run();
            PDDocument pages = Loader.loadPDF(out.toByteArray());
            return new Part(pages, headings(pages));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Heading> headings(PDDocument pages) throws IOException {
        List<Heading> headings = new ArrayList<>();
        PDDocumentOutline outline = pages.getDocumentCatalog().getDocumentOutline();
        if (outline != null) collect(pages, outline, headings);
        return headings;
    }

    private static void collect(PDDocument pages, PDOutlineNode node, List<Heading> headings) throws IOException {
        for (PDOutlineItem item : node.children()) {
            PDPage page = item.findDestinationPage(pages);
            String title = item.getTitle();
            boolean section = !title.isEmpty() && Character.isDigit(title.charAt(0)) && title.indexOf(' ') == 1;
            headings.add(new Heading(
                    title, section, page == null ? 0 : pages.getPages().indexOf(page)));
            collect(pages, item, headings);
        }
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) part.pages().close();
    }
}
