package io.vigil.gateway.pages.findings;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings by check, worst first; with the one that is open beside them. */
public record FindingsView(
        Filter filter,
        List<Group> groups,
        long total,
        boolean exact,
        @Nullable String next,
        Map<String, String> accounts,
        People people,
        String error,
        @Nullable FindingPanel panel) {

    /** As many as are given to somebody at once; the service refuses more. */
    private static final int ASSIGNED_AT_ONCE = 1_000;

    private static final int ROWS_OF_GROUP = 6;
    private static final Duration NEW = Duration.ofDays(7);

    public record Group(
            String check, String title, String severity, int count, List<Row> rows, int more, boolean collapsed) {}

    public record Row(
            String id,
            String name,
            String hover,
            String account,
            String state,
            String owner,
            String age,
            String assignee,
            String due,
            boolean late,
            boolean selected) {}

    /** A form in which exactly what is shown can be taken along. */
    public record Export(String value, String name, String use) {}

    /** @param all rows are not cut, where the list is of one check alone */
    static List<Group> groups(
            List<Finding.Group> counted,
            List<Finding> items,
            Filter filter,
            Map<String, String> accounts,
            String selected,
            Instant now) {
        boolean all = !filter.get("check").isEmpty();
        Map<String, List<Finding>> byCheck = items.stream().collect(Collectors.groupingBy(Finding::check));
        List<Group> groups = new ArrayList<>();
        for (Finding.Group group : counted) {
            List<Finding> found = byCheck.getOrDefault(group.check(), List.of());
            List<Row> rows = found.stream()
                    .limit(all ? found.size() : ROWS_OF_GROUP)
                    .map(finding -> row(finding, accounts, selected, now))
                    .toList();
            int count = Math.max(count(group, filter), found.size());
            groups.add(new Group(
                    group.check(),
                    group.title(),
                    group.severity().toLowerCase(Locale.ROOT),
                    count,
                    rows,
                    count - rows.size(),
                    rows.isEmpty()));
        }
        return groups;
    }

    private static int count(Finding.Group group, Filter filter) {
        if (filter.has("status", "undetermined")) return group.undetermined();
        if (filter.has("status", "pass")) return group.pass();
        if (filter.has("state", "excepted") || !filter.get("exception").isEmpty()) return group.excepted();
        return filter.has("state", "open") ? group.open() : 0;
    }

    private static Row row(Finding finding, Map<String, String> accounts, String selected, Instant now) {
        Instant since = finding.openedAt() == null ? finding.lastChanged() : finding.openedAt();
        return new Row(
                finding.id().toString(),
                name(finding),
                finding.resource(),
                accounts.getOrDefault(finding.account(), finding.account()),
                state(finding, now),
                finding.owner() == null ? "" : finding.owner().toLowerCase(Locale.ROOT),
                since == null ? "–" : Formats.age(since, now),
                finding.assignee() == null ? "" : finding.assignee().name(),
                finding.dueAt() == null ? "–" : Formats.due(finding.dueAt(), now),
                finding.dueAt() != null && finding.dueAt().isBefore(now),
                finding.id().toString().equals(selected));
    }

    static String name(Finding finding) {
        String name = finding.resourceName();
        return name == null || name.isBlank() ? finding.resource() : name;
    }

    static String state(Finding finding, Instant now) {
        return switch (finding.state()) {
            case "RESOLVED" -> finding.decidedOut() ? "decided" : "resolved";
            case "EXCEPTED" -> "excepted";
            case "OPEN" -> {
                if (finding.undeterminedSince() != null) yield "unread";
                Instant opened = finding.openedAt();
                yield opened != null && Duration.between(opened, now).compareTo(NEW) < 0 ? "new" : "open";
            }
            default -> finding.decidedOut() ? "decided" : finding.status().equals("UNDETERMINED") ? "unread" : "clear";
        };
    }

    /** Whether all that match may be given to somebody. */
    public boolean assignable() {
        return total > 0 && exact && total <= ASSIGNED_AT_ONCE;
    }

    public List<Filter.Chip> chips() {
        return filter.chips().stream()
                .map(chip -> chip.key().equals("Assignee")
                        ? new Filter.Chip(
                                chip.key(), people.names().getOrDefault(chip.value(), chip.value()), chip.without())
                        : chip)
                .toList();
    }

    public List<Export> exports() {
        return List.of(
                new Export("csv", "CSV", "table"),
                new Export("xlsx", "Excel", "workbook"),
                new Export("ndjson", "NDJSON", "as the API tells it"),
                new Export("ocsf", "OCSF", "for a SIEM"),
                new Export("asff", "ASFF", "for AWS Security Hub"));
    }

    public boolean open() {
        return panel != null;
    }

    public String totalWords() {
        return (exact ? "" : "more than ") + Formats.grouped(total);
    }

    public boolean nothing() {
        return groups.isEmpty();
    }

    public boolean filtered() {
        return !filter.query().equals("state=open");
    }
}
