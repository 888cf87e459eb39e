package io.vigil.reports.render;

import io.quarkus.qute.TemplateData;
import io.vigil.reports.kinds.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands on a page, in its order.
 *
 * @param number of the section that it opens; 0 if it opens none
 * @param title of that section
 * @param block what is drawn; null for a part of a table
 * @param anchor names the table; empty unless this begins one with a title
 * @param subtitle of the table
 * @param heads of the part's columns; empty unless it is one
 * @param none what stands there in place of rows
 */
@TemplateData
public record Piece(
        int number,
        String title,
        @Nullable Block block,
        String anchor,
        String subtitle,
        List<Head> heads,
        List<List<CellView>> rows,
        String none) {

    /** @param style the column's width as CSS; empty where it takes what is left */
    @TemplateData
    public record Head(String title, String css, String style) {}

    /** Which drawing it is; empty for a part of a table. */
    public String kind() {
        return block == null ? "" : block.kind();
    }

    /** As a bookmark, which must not look like a section's. */
    public String mark() {
        return !subtitle.isEmpty() && Character.isDigit(subtitle.charAt(0)) ? "Part " + subtitle : subtitle;
    }
}
