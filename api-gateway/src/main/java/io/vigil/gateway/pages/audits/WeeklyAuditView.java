package io.vigil.gateway.pages.audits;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.WeeklyAudit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One audit with its accounts.
 *
 * @param error what the service refused
 */
public record WeeklyAuditView(WeeklyAudit data, Instant now, String error) {

    /**
     * @param looked by whom and when; empty while nobody did
     * @param signed likewise
     * @param scanned when a scan was seen last
     */
    public record Row(
            String account,
            String name,
            String spaced,
            WeeklyAudit.Sums sums,
            boolean unchanged,
            boolean stale,
            String scanned,
            String looked,
            String signed,
            boolean together,
            boolean noted,
            String minutes) {
        public boolean open() {
            return signed.isEmpty();
        }
    }

    public String id() {
        return data.id().toString();
    }

    public boolean open() {
        return data.signed() == null;
    }

    public String since() {
        return Formats.dayTime(data.since()) + " UTC";
    }

    public String opened() {
        return "Opened by %s, %s UTC"
                .formatted(data.opened().name(), Formats.dayTime(data.opened().at()));
    }

    public String signed() {
        WeeklyAudit.Act signed = data.signed();
        return signed == null ? "" : "Signed off by %s, %s UTC".formatted(signed.name(), Formats.dayTime(signed.at()));
    }

    public String minutes() {
        return Formats.minutes(data.seconds());
    }

    public String saved() {
        Long saved = data.savedSeconds();
        return saved == null ? "–" : Formats.minutes(saved);
    }

    /** Accounts that one action signs off. */
    public long unchanged() {
        return rows().stream().filter(row -> row.open() && row.unchanged()).count();
    }

    public String unchangedWords() {
        return Formats.many(unchanged(), "unchanged account");
    }

    /** Accounts that somebody must look at. */
    public long left() {
        return rows().stream().filter(row -> row.open() && !row.unchanged()).count();
    }

    public String digest() {
        WeeklyAudit.File file = data.file();
        return file == null ? "" : file.sha256();
    }

    public String fileName() {
        WeeklyAudit.File file = data.file();
        return file == null ? "" : file.name();
    }

    public String size() {
        WeeklyAudit.File file = data.file();
        return file == null ? "" : String.format(Locale.ROOT, "%.1f kB", file.bytes() / 1000.0);
    }

    public List<Row> rows() {
        List<WeeklyAudit.Part> parts = data.parts();
        return parts == null ? List.of() : parts.stream().map(this::row).toList();
    }

    private Row row(WeeklyAudit.Part part) {
        WeeklyAudit.Act looked = part.looked();
        WeeklyAudit.Act signed = part.signed();
        Instant folded = part.lastFoldedAt();
        return new Row(
                part.account(),
                part.name(),
                Formats.spaced(part.account()),
                part.sums(),
                part.unchanged(),
                part.stale(),
                folded == null ? "never" : Formats.age(folded, now) + " ago",
                looked == null ? "" : words(looked),
                signed == null ? "" : words(signed),
                part.together(),
                !part.note().isEmpty(),
                Formats.minutes(part.seconds()));
    }

    private static String words(WeeklyAudit.Act act) {
        return act.name() + ", " + Formats.dayTime(act.at());
    }
}
