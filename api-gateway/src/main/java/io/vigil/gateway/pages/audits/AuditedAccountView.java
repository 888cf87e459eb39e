package io.vigil.gateway.pages.audits;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.WeeklyAudit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One account of an audit with what there is to look at.
 *
 * @param kind of what is listed; empty for all
 * @param note what was typed before, or what stands there
 * @param error what the service refused
 */
public record AuditedAccountView(
        WeeklyAudit audit, WeeklyAudit.Part data, String kind, String note, Instant now, String error) {
    private static final List<String> KINDS = List.of("", "changed", "expired", "not_evaluated", "overdue");

    public record Tab(String word, String title, int count, boolean current) {}

    /**
     * @param why in words, such as "Opened, fixed"
     * @param state the tag's word
     */
    public record Row(
            String finding, String severity, String title, String where, String why, String state, String when) {}

    /** What is no kind asks for all. */
    static String known(@Nullable String given) {
        return given != null && KINDS.contains(given) ? given : "";
    }

    public String id() {
        return audit.id().toString();
    }

    public boolean open() {
        return audit.signed() == null && data.signed() == null;
    }

    public boolean looked() {
        return data.looked() != null;
    }

    /** Whether it can be signed off as it is. */
    public boolean ready() {
        return open() && (looked() || data.unchanged());
    }

    public String spaced() {
        return Formats.spaced(data.account());
    }

    public String period() {
        return "%s UTC – %s UTC".formatted(Formats.dayTime(data.since()), Formats.dayTime(data.until()));
    }

    public String scanned() {
        Instant folded = data.lastFoldedAt();
        return folded == null ? "never" : Formats.age(folded, now) + " ago";
    }

    public String lookedBy() {
        WeeklyAudit.Act looked = data.looked();
        return looked == null ? "nobody yet" : words(looked);
    }

    public String signedBy() {
        WeeklyAudit.Act signed = data.signed();
        if (signed == null) return "";
        return words(signed) + (data.together() ? ", with all unchanged accounts" : "");
    }

    public String notedBy() {
        WeeklyAudit.Act noted = data.noted();
        return noted == null ? "" : words(noted);
    }

    public String minutes() {
        return Formats.minutes(audit.seconds());
    }

    public String minutesHere() {
        return Formats.minutes(data.seconds());
    }

    public List<Tab> tabs() {
        List<Tab> tabs = new ArrayList<>();
        WeeklyAudit.Sums sums = data.sums();
        int[] counts = {sums.items(), sums.changed(), sums.expired(), sums.notEvaluated(), sums.overdue()};
        String[] titles = {"All", "Changed", "Exception ended", "Not evaluated", "Overdue"};
        for (int i = 0; i < counts.length; i++)
            tabs.add(new Tab(KINDS.get(i), titles[i], counts[i], KINDS.get(i).equals(kind)));
        return tabs;
    }

    public List<Row> rows() {
        List<WeeklyAudit.Item> items = data.items();
        return items == null ? List.of() : items.stream().map(this::row).toList();
    }

    public String next() {
        return data.next() == null ? "" : data.next();
    }

    private Row row(WeeklyAudit.Item item) {
        Instant moved = item.movedAt();
        return new Row(
                item.finding().toString(),
                item.severity(),
                item.title(),
                (item.resourceName().isBlank() ? item.resource() : item.resourceName()) + " · " + item.region(),
                why(item),
                state(item),
                moved == null ? "" : Formats.dayTime(moved));
    }

    /** Everything for which it is listed. */
    private String why(WeeklyAudit.Item item) {
        List<String> why = new ArrayList<>();
        if (item.kinds().contains("CHANGED"))
            why.add(Formats.sentence(item.transitions().stream()
                    .map(word -> word.equals("FIXED") ? "resolved" : word.toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", then "))));
        if (item.kinds().contains("EXPIRED")) why.add("Its exception ended");
        Instant unread = item.undeterminedSince();
        if (item.kinds().contains("NOT_EVALUATED"))
            why.add("Not evaluated since %s: %s"
                    .formatted(unread == null ? "?" : Formats.dayTime(unread), reason(item)));
        Instant due = item.dueAt();
        if (item.kinds().contains("OVERDUE") && due != null) why.add("Was due " + Formats.dayTime(due));
        return String.join(" · ", why);
    }

    private static String reason(WeeklyAudit.Item item) {
        String missing = item.missingAction();
        String reason = item.reason() == null ? "unknown" : Formats.sentence(item.reason());
        return missing == null ? reason : reason + ", " + missing;
    }

    private static String state(WeeklyAudit.Item item) {
        if (item.status().equals("UNDETERMINED")) return "unread";
        return item.state().toLowerCase(Locale.ROOT);
    }

    private static String words(WeeklyAudit.Act act) {
        return "%s, %s UTC".formatted(act.name(), Formats.dayTime(act.at()));
    }
}
