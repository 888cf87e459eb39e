package io.vigil.gateway.pages.schedules;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.ScanSchedule;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The schedules of a tenant or of the provider, and the form for one.
 *
 * @param at address of the page
 * @param edits whether the person may change them
 * @param uncovered accounts that are never scanned by themselves
 */
public record SchedulesView(
        String at,
        boolean ofProvider,
        boolean edits,
        List<Row> rows,
        List<String> uncovered,
        List<Choice> accounts,
        List<Choice> rhythms,
        List<String> zones,
        ScheduleDraft draft,
        NextRuns next,
        String error) {
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.contains("/") || zone.equals("UTC"))
            .filter(zone -> !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
            .sorted()
            .toList();

    public record Choice(String value, String name, boolean chosen) {}

    /**
     * One schedule.
     *
     * @param whose empty for the tenant's own
     * @param last what became of the last time
     */
    public record Row(
            UUID id,
            String name,
            String whose,
            boolean own,
            String words,
            String zone,
            String scope,
            boolean enabled,
            List<String> runs,
            String last,
            boolean lastBad) {

        public String next() {
            return runs.isEmpty() ? "Paused" : runs.getFirst();
        }
    }

    static Row row(ScanSchedule schedule, boolean ofProvider, String providerName) {
        boolean foreign = !ofProvider && schedule.level().equals("PROVIDER");
        ScanSchedule.@Nullable Run last = schedule.lastRun();
        return new Row(
                schedule.id(),
                schedule.name(),
                foreign ? "By " + providerName : "",
                !foreign,
                Formats.capital(schedule.words()),
                schedule.zone(),
                scope(schedule, ofProvider),
                schedule.enabled(),
                schedule.nextRuns().stream()
                        .map(run -> NextRuns.time(run, schedule.zone()))
                        .toList(),
                last == null ? "" : Formats.dayTime(last.due()) + " UTC: " + became(last),
                last != null && refused(last) > 0);
    }

    private static String scope(ScanSchedule schedule, boolean ofProvider) {
        if (ofProvider) return "Every customer without schedules";
        if (schedule.level().equals("ACCOUNT"))
            return schedule.accounts().stream().map(Formats::spaced).collect(Collectors.joining(", "));
        return Formats.many(schedule.covers().size(), "account");
    }

    private static String became(ScanSchedule.Run run) {
        if (run.outcome().equals("SKIPPED")) return "left out, since it came too late";
        long refused = refused(run);
        String scanned = Formats.many(run.accounts().size() - refused, "scan");
        return refused == 0 ? scanned : scanned + ", " + Formats.many(refused, "account") + " could not be scanned";
    }

    private static long refused(ScanSchedule.Run run) {
        return run.accounts().stream()
                .filter(start -> start.outcome().equals("REFUSED"))
                .count();
    }

    public static List<Choice> rhythms(ScheduleDraft draft) {
        return ScheduleDraft.RHYTHMS.stream()
                .map(rhythm ->
                        new Choice(rhythm.key(), rhythm.name(), rhythm.key().equals(draft.how())))
                .toList();
    }

    static List<Choice> accounts(List<Account> accounts, ScheduleDraft draft) {
        return accounts.stream()
                .map(account -> new Choice(
                        account.account(),
                        account.name() == null ? account.account() : account.name(),
                        draft.accounts().contains(account.account())))
                .toList();
    }

    public static List<String> allZones() {
        return ZONES;
    }

    public boolean typed() {
        return draft.how().equals(ScheduleDraft.TYPED);
    }

    public boolean skips() {
        return draft.misfire().equals("SKIP");
    }

    public boolean changes() {
        return !draft.id().isEmpty();
    }

    public String action() {
        return changes() ? at + "/" + draft.id() : at;
    }
}
