package io.vigil.gateway.pages.history;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Changes by day, newest first. */
public record HistoryView(List<Day> days, int back, String only) {

    public record Day(String day, List<Row> rows) {}

    public record Row(
            String state, String severity, UUID finding, String title, String where, Instant at, String time) {}

    public record Choice(String name, String query, boolean current) {}

    static HistoryView of(List<Change> changes, int back, String only, Map<String, String> accounts) {
        Map<LocalDate, List<Row>> byDay = new LinkedHashMap<>();
        for (Change change : changes) {
            String state = state(change.transition());
            if (!only.isEmpty() && !only.equals(state.equals("new") ? "opened" : state)) continue;
            byDay.computeIfAbsent(change.at().atZone(ZoneOffset.UTC).toLocalDate(), day -> new ArrayList<>())
                    .add(row(change, state, accounts));
        }
        List<Day> days = new ArrayList<>();
        byDay.forEach((day, rows) -> days.add(new Day(Formats.day(day), rows)));
        return new HistoryView(days, back, only);
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
                choice("All", "", only.isEmpty()),
                choice("New", "&only=opened", only.equals("opened")),
                choice("Reopened", "&only=reopened", only.equals("reopened")),
                choice("Excepted", "&only=excepted", only.equals("excepted")),
                choice("Resolved", "&only=resolved", only.equals("resolved")));
    }

    private Choice choice(String name, String tail, boolean current) {
        return new Choice(name, "days=" + back + tail, current);
    }

    public List<Choice> spans() {
        String tail = only.isEmpty() ? "" : "&only=" + (only.matches("[a-z]+") ? only : "");
        return List.of(7, 30, 90).stream()
                .map(span -> new Choice(span + " days", "days=" + span + tail, span == back))
                .toList();
    }
}
