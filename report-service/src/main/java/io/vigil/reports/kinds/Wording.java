package io.vigil.reports.kinds;

import io.vigil.contracts.Status;
import io.vigil.reports.frameworks.ReadFrameworks;
import io.vigil.reports.kinds.Cell.Said;
import java.time.Duration;
import java.util.Locale;

/** What people call things, in reports of every kind. */
public final class Wording {
    private Wording() {}

    static String number(long n) {
        return String.format(Locale.ENGLISH, "%,d", n);
    }

    static String count(long n, String one, String many) {
        return n == 1 ? "1 " + one : number(n) + " " + many;
    }

    /** The word of a constant as a sentence begins with it. */
    public static String sentence(Object word) {
        String text = word.toString().replace('_', ' ').toLowerCase(Locale.ROOT);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    public static String owner(String owner) {
        return switch (owner) {
            case "partner" -> "Managed-services provider";
            case "aws" -> "AWS";
            default -> "Customer";
        };
    }

    public static String standing(ReadFrameworks.Status status) {
        return switch (status) {
            case PASS -> "Pass";
            case EXCEPTED -> "Excepted";
            case FAIL -> "Fail";
            case UNDETERMINED -> "Could not check";
            case NOT_APPLICABLE -> "Not applicable";
            case NOT_EVALUATED -> "Not evaluated";
            case ATTESTED -> "Attested";
            case MANUAL -> "Manual";
            case DECIDED_OUT -> "Decided out";
        };
    }

    static Said said(ReadFrameworks.Status status) {
        return new Said(word(status), standing(status), tone(status.name()));
    }

    /** @param excepted whether it fails and somebody accepted that */
    static Said said(Status status, boolean excepted) {
        if (excepted) return new Said("excepted", "Excepted", "quiet");
        String text = status == Status.UNDETERMINED ? "Could not check" : sentence(status);
        return new Said(word(status), text, tone(status.name()));
    }

    private static String tone(String status) {
        return switch (status) {
            case "PASS" -> "pass";
            case "FAIL" -> "fail";
            case "UNDETERMINED" -> "unread";
            default -> "quiet";
        };
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Why something could not be read, by a name of {@link io.vigil.contracts.UnreadReason}. */
    public static String reason(String reason) {
        return switch (reason) {
            case "ACCESS_DENIED" -> "The role lacks the permission";
            case "EXPLICITLY_DENIED" -> "A policy of the organization or a boundary denies it";
            case "THROTTLED" -> "AWS throttled the calls";
            case "TIMED_OUT" -> "AWS did not answer in time";
            case "REGION_OFF" -> "The region is switched off or cannot be reached";
            case "TRUNCATED" -> "A list ended before its last page";
            case "NOT_SUPPORTED" -> "The service does not exist there";
            case "CREDENTIALS_EXPIRED" -> "The session ended before the answer";
            case "NOT_DECLARED" -> "Nothing is declared to compare with";
            case "CHECK_FAILED" -> "The check could not be computed; this is Vigil's fault";
            default -> "AWS or the connection failed";
        };
    }

    /** As people say how long something took. */
    static String span(Duration time) {
        if (time.toHours() < 1) return "under an hour";
        if (time.toHours() < 48) return count(time.toHours(), "hour", "hours");
        return count(time.toDays(), "day", "days");
    }
}
