package io.vigil.reports.render;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Inter and JetBrains Mono, from our own resources: a report looks the same on every machine and fetches nothing. */
final class Fonts {
    private static final String REGULAR = "/fonts/Inter_400Regular.ttf";
    private static final BitSet SHOWN = codePoints();

    private Fonts() {}

    static void use(PdfRendererBuilder builder) {
        builder.useFont(() -> open(REGULAR), "Inter", 400, FontStyle.NORMAL, /* subset */ true);
        builder.useFont(() -> open("/fonts/Inter_500Medium.ttf"), "Inter", 500, FontStyle.NORMAL, /* subset */ true);
        builder.useFont(() -> open("/fonts/Inter_600SemiBold.ttf"), "Inter", 600, FontStyle.NORMAL, /* subset */ true);
        builder.useFont(
                () -> open("/fonts/JetBrainsMono_400Regular.ttf"),
                "JetBrains Mono",
                400,
                FontStyle.NORMAL,
                /* subset */ true);
    }

    static InputStream regular() {
        return open(REGULAR);
    }

    /** True if the text font has a glyph for it; others would be printed as an empty box. */
    static boolean canShow(int codePoint) {
        return SHOWN.get(codePoint);
    }

    private static InputStream open(String resource) {
        InputStream found = Fonts.class.getResourceAsStream(resource);
        if (found == null) throw new IllegalStateException(resource + " is not in this build");
        return found;
    }

    private static BitSet codePoints() {
        try (InputStream file = open(REGULAR);
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            BitSet shown = new BitSet();
            for (int c = 0; c <= Character.MAX_CODE_POINT; c++) if (glyphs.getGlyphId(c) != 0) shown.set(c);
            return shown;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
