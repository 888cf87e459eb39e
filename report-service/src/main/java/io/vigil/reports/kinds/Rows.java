package io.vigil.reports.kinds;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table of any length.
 *
 * @param record what a row is, in files for machines, such as {@code requirement}
 * @param title on pages; empty where the section's is enough
 * @param none what stands there if it has no row; empty: nothing
 * @param shown whether pages show it
 * @param source reads the rows anew each time
 */
public record Rows(String record, String title, List<Heading> headings, String none, boolean shown, Source source)
        implements Block {

    /**
     * The head of a column.
     *
     * @param name in files for machines; empty: only on pages
     * @param title on pages; empty: only in files
     * @param millimetres of a page's 178; 0 takes what is left
     */
    public record Heading(String name, String title, int millimetres) {
        static Heading of(String name, String title, int millimetres) {
            return new Heading(name, title, millimetres);
        }

        static Heading inFiles(String name) {
            return new Heading(name, "", 0);
        }

        static Heading onPages(String title, int millimetres) {
            return new Heading("", title, millimetres);
        }

        public boolean isInFiles() {
            return !name.isEmpty();
        }

        public boolean isOnPages() {
            return !title.isEmpty();
        }
    }

    /** Hands over row by row; a row has a cell for each heading: a {@link Cell}, or what it says there. */
    @FunctionalInterface
    public interface Source {
        void forEach(Consumer<List<@Nullable Object>> use);
    }

    static Rows of(String record, String title, List<Heading> headings, String none, Source source) {
        return new Rows(record, title, headings, none, /* shown */ true, source);
    }

    static Rows of(
            String record, String title, List<Heading> headings, String none, List<List<@Nullable Object>> rows) {
        return of(record, title, headings, none, rows::forEach);
    }

    /** Whether files for machines hold it. */
    public boolean isInFiles() {
        return headings.stream().anyMatch(Heading::isInFiles);
    }

    /** For machines alone: pages show the same as a picture. */
    Rows inFiles() {
        return new Rows(record, title, headings, none, /* shown */ false, source);
    }
}
