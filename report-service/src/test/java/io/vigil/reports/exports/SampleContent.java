package io.vigil.reports.exports;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Severity;
import io.vigil.reports.kinds.Block;
import io.vigil.reports.kinds.Cell;
import io.vigil.reports.kinds.Content;
import io.vigil.reports.kinds.Content.Section;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportAsk.Span;
import io.vigil.reports.kinds.ReportKind;
import io.vigil.reports.kinds.Rows;
import io.vigil.reports.kinds.Rows.Heading;
import io.vigil.reports.posture.Counts;
import io.vigil.reports.posture.Posture;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A report with every block and every kind of cell, in names that somebody chose to do harm. */
public final class SampleContent {
    private static final String MARKUP = "</td><script>alert(1)</script><img src=x onerror=alert(1)>";
    private static final String STEERED = "invoice\u202egpj.exe";
    private static final String RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627";
    private static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"x\")";
    private static final Instant AT = Instant.parse("2026-11-27T06:00:00Z");

    private SampleContent() {}

    public static Content of(ReportKind kind) {
        return new Content(
                new ReportAsk(
                        kind,
                        Optional.of(new AccountId("111122223333")),
                        kind == ReportKind.FRAMEWORK ? Optional.of("nis2") : Optional.empty(),
                        kind == ReportKind.CHANGE
                                ? Optional.of(new Span(AT.minusSeconds(604_800), AT))
                                : Optional.empty()),
                "Halden <b>&amp; " + STEERED,
                kind == ReportKind.FRAMEWORK ? "NIS 2 2022" : "",
                List.of("Account 111122223333", "Policy pack: baseline 3, customer 2"),
                AT,
                List.of(summary(), tables()),
                Sample.PACKS);
    }

    private static Section summary() {
        return new Section(
                "Summary",
                List.of(
                        new Block.Lead("What this is about."),
                        new Block.Note("Something was not read."),
                        new Block.Dial(
                                82.49,
                                0.9,
                                new Counts(40, 8, 3, 5, 2, 0),
                                List.of(
                                        new Block.Part("Network", 71.0, 0.8, new Counts(10, 4, 0, 3, 1, 0)),
                                        new Block.Part("Account", null, 0, Counts.NONE))),
                        new Block.Figures(List.of(
                                new Block.Figure("Critical open", "1,204", "critical"),
                                new Block.Figure("Could not check", "5", "unread"))),
                        new Block.History(List.of(day(25, 3), day(26, 2), day(27, 1))),
                        table(
                                "day",
                                "",
                                List.of(new Heading("day", "", 0), new Heading("score", "", 0)),
                                List.of(
                                        Arrays.asList(LocalDate.of(2026, 11, 26), 82.4),
                                        Arrays.asList(LocalDate.of(2026, 11, 27), null)),
                                false)));
    }

    private static Posture.Day day(int day, int critical) {
        return new Posture.Day(LocalDate.of(2026, 11, day), 80.0, 0.9, critical, 4, 2, 7);
    }

    private static Section tables() {
        List<Heading> headings = List.of(
                new Heading("severity", "Severity", 20),
                new Heading("check", "", 0),
                new Heading("", "What", 0),
                new Heading("account", "Account", 24),
                new Heading("resource", "Resource", 36),
                new Heading("verdict", "Verdict", 24),
                new Heading("open", "Open", 14),
                new Heading("at", "Seen", 24),
                new Heading("facts", "", 0));
        List<Heading> measured = List.of(
                new Heading("score", "Score", 16), new Heading("share", "Evaluated", 22), new Heading("", "Bar", 0));
        return new Section(
                "Tables of strangers' names",
                List.of(
                        table(
                                "row",
                                "6 Rows of every kind",
                                headings,
                                List.of(
                                        row(Severity.CRITICAL, MARKUP, new Cell.Said("fail", "Fail", "fail")),
                                        row(
                                                Severity.HIGH,
                                                FORMULA,
                                                new Cell.Said("undetermined", "Could not check", "unread")),
                                        row(Severity.MEDIUM, RIGHT_TO_LEFT, new Cell.Said("pass", "Pass", "pass")),
                                        row(
                                                Severity.LOW,
                                                STEERED + "\u0001\ud83d\n@SUM(A1)",
                                                new Cell.Said("excepted", "Excepted", "quiet")),
                                        Arrays.asList(new Object[headings.size()])),
                                true),
                        table(
                                "measured",
                                "",
                                measured,
                                List.of(List.of(
                                        new Cell.Points(99.96),
                                        new Cell.Share(0.999),
                                        new Cell.Bar(new Counts(3, 2, 1, 1, 1, 0)))),
                                true),
                        table(
                                "none",
                                "Nothing at all",
                                List.of(new Heading("nothing", "Nothing", 0)),
                                List.of(),
                                true)));
    }

    private static List<@Nullable Object> row(Severity severity, String name, Cell.Said verdict) {
        return Arrays.asList(
                severity,
                new CheckId("s3-bucket-not-public"),
                new Cell.Two(name, new Cell.Code("s3-bucket-not-public\nsecond line")),
                new AccountId("111122223333"),
                name,
                verdict,
                12_345,
                AT,
                "{\"open\":[22,3389]}");
    }

    private static Rows table(
            String record, String title, List<Heading> headings, List<List<@Nullable Object>> rows, boolean shown) {
        return new Rows(record, title, headings, "There is none.", shown, rows::forEach);
    }
}
