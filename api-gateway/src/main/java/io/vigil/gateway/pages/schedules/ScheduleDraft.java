package io.vigil.gateway.pages.schedules;

import io.vigil.gateway.upstream.ScanSchedule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a schedule as it was typed: how often in words, or a cron line for who wants more.
 *
 * @param id of the schedule that is changed; empty for a new one
 * @param how a key of {@link #RHYTHMS}
 * @param time of day, such as 02:00
 */
public record ScheduleDraft(
        String id,
        String name,
        String how,
        String time,
        String cron,
        String zone,
        List<String> accounts,
        String misfire) {

    /** @param rest of the cron line, after minute and hour; empty where the line is typed */
    public record Rhythm(String key, String name, String rest) {}

    static final String TYPED = "cron";

    static final List<Rhythm> RHYTHMS = List.of(
            new Rhythm("daily", "Every day", "* * *"),
            new Rhythm("weekdays", "Monday to Friday", "* * 1-5"),
            new Rhythm("mon", "Every Monday", "* * 1"),
            new Rhythm("tue", "Every Tuesday", "* * 2"),
            new Rhythm("wed", "Every Wednesday", "* * 3"),
            new Rhythm("thu", "Every Thursday", "* * 4"),
            new Rhythm("fri", "Every Friday", "* * 5"),
            new Rhythm("sat", "Every Saturday", "* * 6"),
            new Rhythm("sun", "Every Sunday", "* * 7"),
            new Rhythm("monthly", "The first day of each month", "1 * *"),
            new Rhythm(TYPED, "By a cron line …", ""));

    private static final Pattern TIME = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)");
    private static final Pattern PLAIN = Pattern.compile("(\\d{1,2}) (\\d{1,2}) (\\S+ \\S+ \\S+)");

    static final ScheduleDraft EMPTY = new ScheduleDraft("", "", "daily", "02:00", "", "UTC", List.of(), "ONCE");

    static ScheduleDraft of(ScanSchedule schedule) {
        ScheduleDraft due = ofLine(schedule.cron(), schedule.zone());
        return new ScheduleDraft(
                schedule.id().toString(),
                schedule.name(),
                due.how(),
                due.time(),
                due.cron(),
                due.zone(),
                schedule.accounts(),
                schedule.misfire());
    }

    /** Only when it is due, as it is kept. */
    public static ScheduleDraft ofLine(String cron, String zone) {
        Matcher plain = PLAIN.matcher(cron);
        String how = TYPED;
        String time = EMPTY.time();
        if (plain.matches()) {
            time = "%02d:%02d".formatted(Integer.valueOf(plain.group(2)), Integer.valueOf(plain.group(1)));
            how = RHYTHMS.stream()
                    .filter(rhythm -> rhythm.rest().equals(plain.group(3)))
                    .map(Rhythm::key)
                    .findFirst()
                    .orElse(TYPED);
        }
        return new ScheduleDraft("", "", how, time, cron, zone, List.of(), EMPTY.misfire());
    }

    /** Only when it is due, as it was typed. */
    public static ScheduleDraft timed(
            @Nullable String how, @Nullable String time, @Nullable String cron, @Nullable String zone) {
        return new ScheduleDraft(
                "",
                "",
                text(how, EMPTY.how()),
                text(time, EMPTY.time()),
                text(cron, ""),
                text(zone, EMPTY.zone()),
                List.of(),
                EMPTY.misfire());
    }

    /** The line that is meant; what cannot be one is left as it is, for the service to say so. */
    public String line() {
        Matcher clock = TIME.matcher(time);
        return RHYTHMS.stream()
                .filter(rhythm -> rhythm.key().equals(how) && !how.equals(TYPED) && clock.matches())
                .map(rhythm -> "%d %d %s"
                        .formatted(Integer.valueOf(clock.group(2)), Integer.valueOf(clock.group(1)), rhythm.rest()))
                .findFirst()
                .orElse(how.equals(TYPED) ? cron : "at " + time);
    }

    public static String text(@Nullable String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given.strip();
    }
}
