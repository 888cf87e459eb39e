package io.vigil.gateway.pages.posture;

import io.vigil.gateway.charts.Dial;
import io.vigil.gateway.charts.ScoreTrend;
import io.vigil.gateway.charts.SeverityBars;
import io.vigil.gateway.charts.VerdictBar;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Change;
import io.vigil.gateway.upstream.Posture;
import io.vigil.gateway.upstream.Severities;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer's posture, worded and drawn. */
public record PostureView(Posture data, List<Account> accounts, String home, String note) {
    private static final int STEPS = 3;
    private static final int NOTABLE = 5;
    private static final int WEEK = 7;

    public record Layer(
            String key,
            String title,
            String score,
            String share,
            boolean part,
            Posture.@Nullable Gap gap,
            VerdictBar bar,
            String failWord,
            int unread,
            int excepted) {}

    /** @param owner customer, partner or aws */
    public record Side(
            String owner, String score, String share, String open, String unread, String excepted, String decidedOut) {}

    public record Step(String check, String title, String severity, String owner, String where, String gain) {}

    public record Notable(String state, UUID finding, String title, String where, Instant at, String day) {}

    public record Account(
            String id,
            String name,
            String spaced,
            String state,
            String checked,
            boolean stale,
            String score,
            String share) {}

    public record DayRow(String day, int critical, int high, int medium, int low, int total) {}

    public boolean neverScanned() {
        return data.counts().applicable()
                                + data.counts().notApplicable()
                                + data.counts().excepted()
                        == 0
                && open().total() == 0;
    }

    public List<Side> sides() {
        if (data.owners() == null) return List.of();
        return data.owners().stream()
                .map(side -> new Side(
                        side.owner(),
                        Formats.score(side.score()),
                        side.score() == null ? "–" : Formats.percent(side.evaluatedShare()),
                        Formats.grouped(side.open()),
                        Formats.grouped(side.counts().undetermined()),
                        Formats.grouped(side.counts().excepted()),
                        Formats.grouped(side.counts().decidedOut())))
                .toList();
    }

    public boolean frameworks() {
        return !frameworkName().isEmpty();
    }

    public String frameworkName() {
        String id = data.framework();
        return id == null ? "" : Formats.sentence(id.replace('-', ' '));
    }

    public String summary() {
        return "%s · %s against %s"
                .formatted(
                        Formats.many(accounts.size(), "account"),
                        Formats.many(data.counts().applicable(), "applicable verdict"),
                        frameworkName());
    }

    public boolean excepted() {
        return data.counts().excepted() > 0;
    }

    public int overdue() {
        return data.overdue() == null ? 0 : data.overdue().total();
    }

    public String exceptedWords() {
        return Formats.many(data.counts().excepted(), "failing finding") + " excepted";
    }

    public String emptyTitle() {
        return accounts.isEmpty() ? "No accounts yet" : "Nothing read yet";
    }

    public String emptyText() {
        return accounts.isEmpty()
                ? "Connect one; it takes about 2 minutes. The score appears with the first scan."
                : "The first scan fills this page. Create the role in the account, then scan it.";
    }

    public String emptyAction() {
        return accounts.isEmpty() ? "Connect an account" : "See the accounts";
    }

    public String emptyLink() {
        return home + (accounts.isEmpty() ? "/accounts/connect" : "/accounts");
    }

    public Dial dial() {
        return Dial.of(data.score(), data.evaluatedShare(), data.counts());
    }

    public @Nullable ScoreTrend trend() {
        return data.history().size() < 2 ? null : ScoreTrend.of(data.history());
    }

    public String trendNote() {
        return "The trend begins with the second day. Each day's last state is one point.";
    }

    private Posture.@Nullable Day weekAgo() {
        List<Posture.Day> history = data.history();
        if (history.size() < 2) return null;
        var newest = history.getLast().day();
        return history.stream()
                .filter(day -> !day.day().isAfter(newest.minusDays(WEEK)))
                .reduce((earlier, later) -> later)
                .orElse(history.getFirst());
    }

    public boolean hasDelta() {
        Posture.Day before = weekAgo();
        return before != null && before.score() != null && data.score() != null;
    }

    public int scoreDelta() {
        Posture.Day before = weekAgo();
        Double now = data.score();
        if (before == null || before.score() == null || now == null) return 0;
        return (int) (Math.round(now) - Math.round(before.score()));
    }

    public String deltaSince() {
        Posture.Day before = weekAgo();
        return before == null ? "" : Formats.day(before.day());
    }

    public List<Layer> layers() {
        return data.layers().stream()
                .map(layer -> new Layer(
                        layer.layer(),
                        layer.layer().equals("account") ? "Account readiness" : Formats.sentence(layer.layer()),
                        Formats.score(layer.score()),
                        Formats.percent(layer.evaluatedShare()),
                        layer.evaluatedShare() < 0.9,
                        layer.biggestGap(),
                        VerdictBar.of(layer.counts()),
                        Formats.grouped(layer.counts().fail()) + " fail",
                        layer.counts().undetermined(),
                        layer.counts().excepted()))
                .toList();
    }

    public Severities open() {
        return data.severities();
    }

    public @Nullable SeverityBars bars() {
        return data.history().isEmpty() ? null : SeverityBars.wide(data.history());
    }

    public SeverityBars narrowBars() {
        return SeverityBars.narrow(data.history());
    }

    public List<DayRow> days() {
        return data.history().reversed().stream()
                .map(day -> new DayRow(
                        Formats.day(day.day()), day.critical(), day.high(), day.medium(), day.low(), day.total()))
                .toList();
    }

    public String openSentence() {
        return "%s open. The chart begins with the first day that was kept."
                .formatted(Formats.many(open().total(), "finding"));
    }

    public List<Step> steps() {
        return data.nextSteps().stream()
                .limit(STEPS)
                .map(step -> new Step(
                        step.check(),
                        step.title(),
                        step.severity().toLowerCase(Locale.ROOT),
                        step.owner() == null ? "" : step.owner().toLowerCase(Locale.ROOT),
                        Formats.many(step.count(), "finding"),
                        String.format(Locale.ROOT, "+%.1f", step.gain())))
                .toList();
    }

    public String stepsTitle() {
        return switch (steps().size()) {
            case 0 -> "Next to do";
            case 1 -> "Next thing to do";
            case 2 -> "Next two things to do";
            default -> "Next three things to do";
        };
    }

    public String afterSteps() {
        Double now = data.score();
        double gain = data.nextSteps().stream()
                .limit(STEPS)
                .mapToDouble(Posture.NextStep::gain)
                .sum();
        return now == null
                ? "The score follows once enough is read"
                : "After these: score about %d".formatted(Math.min(100, Math.round(now + gain)));
    }

    public String nothingUrgent() {
        return open().total() == 0
                ? "No finding is open."
                : "Nothing urgent. %s left.".formatted(Formats.many(open().total(), "finding"));
    }

    public Posture.Changes changes() {
        return data.changes();
    }

    public boolean changed() {
        return data.changes().opened()
                        + data.changes().resolved()
                        + data.changes().reopened()
                        + data.changes().excepted()
                > 0;
    }

    public String changesTitle() {
        Instant since = data.changes().since();
        return since == null ? "What changed" : "What changed since " + Formats.day(since);
    }

    public String noChange() {
        Instant since = data.changes().since();
        return since == null ? "No change yet." : "No change since " + Formats.day(since) + ".";
    }

    public int netChange() {
        return data.changes().opened()
                + data.changes().reopened()
                - data.changes().resolved()
                - data.changes().excepted();
    }

    public int openBefore() {
        return Math.max(0, open().total() - netChange());
    }

    public List<Notable> notable() {
        return data.changes().notable().stream()
                .limit(NOTABLE)
                .map(change -> new Notable(
                        state(change),
                        change.finding(),
                        change.title(),
                        where(change),
                        change.at(),
                        Formats.day(change.at())))
                .toList();
    }

    private String where(Change change) {
        String account = accounts.stream()
                .filter(known -> known.id().equals(change.account()))
                .map(Account::name)
                .findFirst()
                .orElse(change.account());
        String resource = change.resourceName();
        return resource == null || resource.isBlank() ? account : resource + ", " + account;
    }

    private static String state(Change change) {
        return switch (change.transition()) {
            case "OPENED" -> "new";
            case "REOPENED" -> "reopened";
            case "EXCEPTED" -> "excepted";
            default -> "resolved";
        };
    }

    public String connectedWords() {
        long connected = accounts.stream()
                .filter(account -> account.state().equals("CONNECTED"))
                .count();
        return "%d of %d connected".formatted(connected, accounts.size());
    }
}
