package io.vigil.reports.render;

import io.quarkus.qute.TemplateData;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Severity;
import io.vigil.reports.kinds.Cell;
import io.vigil.reports.posture.Counts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cell as it is set.
 *
 * @param css classes, separated by spaces
 * @param severity whose bars stand before the text; null for none
 * @param bar stands in place of a text; null for none
 * @param below smaller, under the text; empty for nothing
 * @param code whether what is below is a machine's words
 */
@TemplateData
public record CellView(
        String css, @Nullable Severity severity, @Nullable Counts bar, String text, String below, boolean code) {
    static final String NUMBER = "n";

    /** How values are set: in which language, and on what. */
    record Setting(Locale language, boolean screen) {
        /** A stranger's words, so that they look like nothing but what they are. */
        String words(Object text) {
            return screen ? Words.steerless(text.toString()) : Words.safeLines(text.toString());
        }
    }

    static CellView of(@Nullable Object cell, Setting in) {
        return switch (cell) {
            case null -> plain("", "");
            case Cell.Code code -> plain("mono wrap", in.words(code.text()));
            case Cell.Said said -> plain("tag " + said.tone(), in.words(said.text()));
            case Cell.Points points -> plain(NUMBER + " strong", Words.score(points.value()));
            case Cell.Share share -> plain(NUMBER, Words.percent(share.value()));
            case Cell.Bar bar -> new CellView("bar", null, bar.counts(), "", "", false);
            case Cell.Two two ->
                new CellView(
                        "wrap",
                        null,
                        null,
                        in.words(two.text()),
                        two.below() instanceof Cell.Code code ? in.words(code.text()) : in.words(two.below()),
                        two.below() instanceof Cell.Code);
            case Severity severity ->
                new CellView("tag " + severity.label(), severity, null, Words.sentence(severity), "", false);
            case AccountId account -> plain("nowrap", Words.account(account));
            case Instant at -> plain("", Words.minute(at, in.language()));
            case LocalDate day -> plain("", Words.date(day, in.language()));
            case Number number -> plain(NUMBER, String.format(Locale.ENGLISH, "%,d", number.longValue()));
            default -> plain("wrap", in.words(cell));
        };
    }

    private static CellView plain(String css, String text) {
        return new CellView(css, null, null, text, "", false);
    }

    boolean isNumber() {
        return css.startsWith(NUMBER) && !css.startsWith("nowrap");
    }
}
