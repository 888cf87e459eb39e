package io.vigil.reports.render;

import io.vigil.reports.exports.RowsDigest;
import io.vigil.reports.kinds.Block;
import io.vigil.reports.kinds.Content;
import io.vigil.reports.kinds.Rows;
import io.vigil.reports.kinds.Rows.Heading;
import io.vigil.reports.render.CellView.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a report into stretches of pieces, so that a table of any length is set whole and no more of it is held than a stretch.
 */
final class Pieces {
    private static final int ROWS_PER_STRETCH = 400;

    /** Of a cell, both sides; on paper the width of a column is told without it. */
    private static final int PADDING_MILLIMETRES = 4;

    private final Setting setting;
    private final RowsDigest digest;
    private final Consumer<List<Piece>> use;
    private final List<Piece> waiting = new ArrayList<>();
    private int held;
    private int tables;

    /** Of the section that the next piece opens; 0 if none is to be opened. */
    private int number;

    private String title = "";

    /** @param digest of every row, also of those that pages do not show */
    Pieces(Setting setting, RowsDigest digest, Consumer<List<Piece>> use) {
        this.setting = setting;
        this.digest = digest;
        this.use = use;
    }

    void cut(Content content) {
        for (int i = 0; i < content.sections().size(); i++) {
            Content.Section section = content.sections().get(i);
            number = i + 1;
            title = section.title();
            for (Block block : section.blocks()) {
                if (!(block instanceof Rows rows)) add(block, "", "", List.of(), List.of(), "");
                else if (rows.shown()) new Part(rows).fill();
                else rows.source().forEach(row -> digest.add(rows, row));
            }
        }
        flush();
    }

    private void add(
            @Nullable Block block,
            String anchor,
            String subtitle,
            List<Piece.Head> heads,
            List<List<CellView>> rows,
            String none) {
        waiting.add(new Piece(number, title, block, anchor, subtitle, heads, rows, none));
        number = 0;
    }

    private void flush() {
        if (waiting.isEmpty()) return;
        use.accept(List.copyOf(waiting));
        waiting.clear();
        held = 0;
    }

    /** A table, of which as much is held as a stretch has room for. */
    private final class Part {
        private final Rows table;
        private List<List<CellView>> rows = new ArrayList<>();
        private boolean begun;

        Part(Rows table) {
            this.table = table;
        }

        void fill() {
            tables++;
            table.source().forEach(this::row);
            if (!rows.isEmpty() || !begun && !table.none().isEmpty()) set();
        }

        private void row(List<@Nullable Object> cells) {
            digest.add(table, cells);
            List<CellView> shown = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++)
                if (table.headings().get(i).isOnPages()) shown.add(CellView.of(cells.get(i), setting));
            rows.add(shown);
            if (++held < ROWS_PER_STRETCH) return;
            set();
            flush();
        }

        private void set() {
            String subtitle = begun ? "" : table.title();
            add(null, subtitle.isEmpty() ? "" : "t" + tables, subtitle, heads(), rows, begun ? "" : table.none());
            rows = new ArrayList<>();
            begun = true;
        }

        private List<Piece.Head> heads() {
            List<Heading> shown =
                    table.headings().stream().filter(Heading::isOnPages).toList();
            List<Piece.Head> heads = new ArrayList<>();
            for (int i = 0; i < shown.size(); i++) {
                int millimetres = shown.get(i).millimetres();
                // letters are larger on a screen, which is wider, too
                int width = setting.screen() ? millimetres * 4 / 3 : millimetres - PADDING_MILLIMETRES;
                boolean number = !rows.isEmpty() && rows.getFirst().get(i).isNumber();
                heads.add(new Piece.Head(
                        shown.get(i).title(),
                        number ? CellView.NUMBER : "",
                        millimetres == 0 ? "" : "width:%dmm".formatted(width)));
            }
            return heads;
        }
    }
}
