package io.vigil.reports.kinds;

import io.vigil.reports.posture.Counts;
import io.vigil.reports.posture.Posture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a section. All but {@link Rows} is drawn on pages alone: what it shows, a table says too. */
public sealed interface Block permits Block.Lead, Block.Note, Block.Figures, Block.Dial, Block.History, Rows {

    /** How it is called where pages are set. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** What the section is about. */
    record Lead(String text) implements Block {}

    /** What must not be overlooked. */
    record Note(String text) implements Block {}

    /** Numbers in a row of tiles. */
    record Figures(List<Figure> figures) implements Block {}

    /** @param tone names the colour: a severity, {@code unread}, {@code pass}, or nothing */
    record Figure(String label, String value, String tone) {
        static Figure of(String label, int count, String tone) {
            return new Figure(label, Wording.number(count), tone);
        }
    }

    /**
     * A score as a ring, and the scores that it is made of.
     *
     * @param score 0 to 100; null when nothing was evaluated
     * @param share 0 to 1, how much was evaluated
     */
    record Dial(@Nullable Double score, double share, Counts counts, List<Part> parts) implements Block {}

    record Part(String name, @Nullable Double score, double share, Counts counts) {}

    /** Open findings day by day. */
    record History(List<Posture.Day> days) implements Block {}
}
