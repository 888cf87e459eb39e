package io.vigil.gateway.pages.history;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Change;
import io.vigil.gateway.upstream.FrameworkSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes by day, newest first.
 *
 * @param next cursor of older ones
 * @param error why nothing is shown; empty if something is, or there is nothing
 */
public record HistoryView(
        List<Day> days,
        Span span,
        Change.Sums sums,
        @Nullable String next,
        Map<String, String> accounts,
        List<FrameworkSummary> frameworks,
        String error) {
    private static final List<Integer> SPANS = List.of(7, 30, 90);

    public record Day(String day, List<Row> rows) {}

    public record Row(
            String state, String severity, UUID finding, String title, String where, Instant at, String time) {}

    public record Choice(String name, String query, boolean current) {}

    static HistoryView of(
            Change.Listing changes,
            Span span,
            Map<String, String> accounts,
            List<FrameworkSummary> frameworks,
            String error) {
        Map<LocalDate, List<Row>> byDay = new LinkedHashMap<>();
        for (Change change : changes.items())
            byDay.computeIfAbsent(change.at().atZone(ZoneOffset.UTC).toLocalDate(), day -> new ArrayList<>())
                    .add(row(change, state(change.transition()), accounts));
        List<Day> days = new ArrayList<>();
        byDay.forEach((day, rows) -> days.add(new Day(Formats.day(day), rows)));
        return new HistoryView(days, span, changes.sums(), changes.next(), accounts, frameworks, error);
    }

    private static Row row(Change change, String state, Map<String, String> accounts) {
        String resource = change.resourceName() == null || change.resourceName().isBlank()
                ? String.valueOf(change.resource())
                : change.resourceName();
        return new Row(
                state,
                change.severity().toLowerCase(Locale.ROOT),
                change.finding(),
                change.title(),
                resource + ", " + accounts.getOrDefault(change.account(), change.account()),
                change.at(),
                Formats.time(change.at()) + " UTC");
    }

    private static String state(String transition) {
        return switch (transition) {
            case "OPENED" -> "new";
            case "REOPENED" -> "reopened";
            case "EXCEPTED" -> "excepted";
            default -> "resolved";
        };
    }

    public List<Choice> kinds() {
        return List.of(
                kind("All", ""),
                kind("New", "opened"),
                kind("Reopened", "reopened"),
                kind("Excepted", "excepted"),
                kind("Resolved", "resolved"));
    }

    private Choice kind(String name, String only) {
        return new Choice(
                name, span.with("only", only).query(), span.get("only").equals(only));
    }

    public List<Choice> spans() {
        return SPANS.stream()
                .map(days -> new Choice(
                        days + " days",
                        span.back(days).query(),
                        span.get("days").equals(Integer.toString(days)) && to().isEmpty()))
                .toList();
    }

    /** When, as a sentence ends. */
    public String when() {
        return from().isEmpty() && to().isEmpty()
                ? "in the last " + span.get("days") + " days"
                : "from %s to %s UTC".formatted(Formats.dayTime(span.from()), Formats.dayTime(span.to()));
    }

    public String from() {
        return span.get("from");
    }

    public String to() {
        return span.get("to");
    }

    public String account() {
        return span.get("account");
    }

    public String framework() {
        return span.get("framework");
    }

    public String only() {
        return span.get("only");
    }

    public String query() {
        return span.query();
    }
}
