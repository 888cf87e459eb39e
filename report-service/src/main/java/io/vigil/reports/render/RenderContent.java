package io.vigil.reports.render;

import io.quarkus.qute.Location;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import io.vigil.contracts.ReportManifest;
import io.vigil.reports.exports.RowsDigest;
import io.vigil.reports.kinds.Content;
import io.vigil.reports.proofs.Inputs;
import io.vigil.reports.render.CellView.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Sets a report of any kind for people: the same pieces on paper and on a screen. The same content gives the same bytes. */
@ApplicationScoped
public class RenderContent {
    private final Template part;
    private final Template front;
    private final Template screen;
    private final Template blocks;
    private final RawString style = new RawString(Style.read("/templates/report/style.css"));
    private final RawString screenStyle = new RawString(Style.read("/templates/report/screen.css"));

    RenderContent(
            @Location("report/kind.html") Template part,
            @Location("report/kindfront.html") Template front,
            @Location("report/screen.html") Template screen,
            @Location("report/blocks.html") Template blocks) {
        this.part = part;
        this.front = front;
        this.screen = screen;
        this.blocks = blocks;
    }

    /**
     * Writes PDF 1.7.
     *
     * @param language of the dates
     * @return what it was made of
     */
    public ReportManifest.Inputs pdf(Content content, Locale language, OutputStream out) {
        var digest = new RowsDigest();
        boolean isLong = content.kind().isLong();
        try (Booklet booklet = new Booklet()) {
            var band = new Once();
            new Pieces(
                            new Setting(language, /* screen */ false),
                            digest,
                            pieces -> booklet.append(part.data("content", content)
                                    .data("pieces", pieces)
                                    .data("band", !isLong && band.first())
                                    .data("style", style)
                                    .setLocale(language)
                                    .render()))
                    .cut(content);
            if (isLong)
                booklet.prepend((none, contents) -> front.data("content", content)
                        .data("contents", contents)
                        .data("style", style)
                        .setLocale(language)
                        .render());
            booklet.finish(Words.safe(content.title()), content.asOf(), /* unnumbered */ isLong ? 1 : 0, out);
            return Inputs.of(content.asOf(), content.ask(), content.packs(), digest.sum());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes one file of HTML, which needs nothing else and runs nothing. As {@link #pdf}; leaves the stream open. */
    public ReportManifest.Inputs html(Content content, Locale language, OutputStream out) {
        var digest = new RowsDigest();
        try {
            Writer page = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            page.write(screen.data("content", content)
                    .data("style", style)
                    .data("screenStyle", screenStyle)
                    .setLocale(language)
                    .render());
            new Pieces(new Setting(language, /* screen */ true), digest, pieces -> write(page, pieces, language))
                    .cut(content);
            page.write("</main>\n</body>\n</html>\n");
            page.flush();
            return Inputs.of(content.asOf(), content.ask(), content.packs(), digest.sum());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(Writer page, List<Piece> pieces, Locale language) {
        try {
            page.write(blocks.data("pieces", pieces).setLocale(language).render());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** True the first time. */
    private static final class Once {
        private boolean done;

        boolean first() {
            boolean first = !done;
            done = true;
            return first;
        }
    }
}
