package io.vigil.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

class BookletTest {
    private static final String BODY = """
            <html><head><title>t</title><bookmarks><bookmark name="%s" href="#a"/></bookmarks></head>
            <body style="font-family: Inter"><h1 id="a">%s</h1>
            <img src="http://127.0.0.1:9/x.png"/><img src="file:///etc/hostname"/></body></html>
            """;

    @Test
    void theSameWordsGiveTheSameBytes() throws IOException {
        assertThat(bind()).isEqualTo(bind());
    }

    @Test
    void theContentsNameThePageThatAChapterBeginsOn() throws IOException {
        // Given
        var pages = new StringBuilder();
        var out = new ByteArrayOutputStream();

        // When
        try (Booklet booklet = new Booklet()) {
            booklet.append(BODY.formatted("2 Findings", "Findings"));
            booklet.append(BODY.formatted("3 Rest", "Rest"));
            booklet.prepend((summary, lines) -> {
                pages.setLength(0);
                lines.forEach(line -> pages.append(line.title())
                        .append('@')
                        .append(line.page())
                        .append(' '));
                return BODY.formatted("1 Summary", "Summary " + pages);
            });
            booklet.finish("t", Instant.EPOCH, out);
        }

        // Then
        assertThat(pages).hasToString("2 Findings@2 3 Rest@3 ");
        try (PDDocument bound = Loader.loadPDF(out.toByteArray())) {
            assertThat(bound.getNumberOfPages()).isEqualTo(3);
        }
    }

    private static byte[] bind() throws IOException {
        var out = new ByteArrayOutputStream();
        try (Booklet booklet = new Booklet()) {
            booklet.append(BODY.formatted("2 Findings", "Findings"));
            booklet.prepend((summary, lines) -> BODY.formatted("1 Summary", "Summary"));
            booklet.finish("t", Instant.EPOCH, out);
        }
        return out.toByteArray();
    }
}
