package io.vigil.gateway.pages;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers, shares and times are written everywhere: 24 h in UTC, "23 Nov", "96 %". */
@TemplateExtension
public final class Formats {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private Formats() {}

    public static String grouped(int number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    public static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    public static int absolute(int number) {
        return Math.abs(number);
    }

    /** "could not check" becomes "Could not check". */
    public static String sentence(String words) {
        if (words.isEmpty()) return words;
        String plain = words.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
    }

    /** The first letter large, the rest as it was. */
    public static String capital(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Twelve digits as people read them aloud. */
    public static String spaced(String account) {
        return account.length() == 12
                ? account.substring(0, 4) + " " + account.substring(4, 8) + " " + account.substring(8)
                : account;
    }

    public static String day(Instant at) {
        return DAY.format(at.atZone(ZoneOffset.UTC));
    }

    public static String dayTime(Instant at) {
        return DAY_TIME.format(at.atZone(ZoneOffset.UTC));
    }

    @TemplateExtension(matchName = "dayOfYear")
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** With its year, for what may be more than one away. */
    public static String date(LocalDate day) {
        return DATE.format(day);
    }

    public static String bytes(long bytes) {
        if (bytes < 1_000) return grouped(bytes) + " B";
        if (bytes < 10_000_000) return grouped(bytes / 1000) + " kB";
        return grouped(bytes / 1_000_000) + " MB";
    }

    public static String time(Instant at) {
        return TIME.format(at.atZone(ZoneOffset.UTC));
    }

    /** A dash where there is no score, so that nothing reads as zero. */
    public static String score(@Nullable Double score) {
        return score == null ? "–" : String.valueOf(Math.round(score));
    }

    /** Rounded down, so that 99.6 % never reads as all. */
    public static String percent(double share) {
        return (int) Math.floor(share * 100 + 1e-9) + " %";
    }

    /** How long ago, in the largest unit that fits: "9 min", "26 h", "3 d". */
    public static String age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.toMinutes() < 1) return "now";
        if (age.toMinutes() < 90) return age.toMinutes() + " min";
        if (age.toHours() < 48) return age.toHours() + " h";
        return age.toDays() + " d";
    }

    /** "in 5 d", or "3 d late" once it is over. */
    public static String due(Instant at, Instant now) {
        boolean late = at.isBefore(now);
        String time = late ? age(at, now) : age(now, at);
        if (time.equals("now")) return time;
        return late ? time + " late" : "in " + time;
    }

    /** Of measured time: "under 1 min", "12 min", "3 h 05 min". */
    public static String minutes(long seconds) {
        if (seconds == 0) return "0 min";
        if (seconds < 60) return "under 1 min";
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 60) return minutes + " min";
        return "%d h %02d min".formatted(minutes / 60, minutes % 60);
    }

    public static String many(long count, String one) {
        return grouped(count) + " " + (count == 1 ? one : one + "s");
    }
}
