package io.vigil.reports.channels;

import io.vigil.reports.channels.Message.Happening;
import io.vigil.tenancy.mail.MailText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a message says to people, in lines that no name of a stranger's can break out of. */
final class Words {
    /** Of one part of a line, in characters; some hundreds of lines stay below what a chat takes. */
    private static final int LONGEST = 64;

    private static final int LONGEST_TITLE = 120;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    static String title(Message message) {
        String title = MailText.line(message.data().title(), LONGEST_TITLE);
        return message.data().parts() == 1
                ? title
                : "%s (%d of %d)"
                        .formatted(title, message.data().part(), message.data().parts());
    }

    /** Such as {@code Opened, critical: Ports are closed to the internet}. */
    static String what(Happening happening) {
        String severity = happening.severity() == null ? "" : ", " + happening.severity();
        return "%s%s: %s"
                .formatted(change(happening.change()), severity, MailText.line(happening.title(), LONGEST_TITLE));
    }

    /** Such as {@code sg-1 (web), eu-central-1, prod 111122223333}; empty where nothing is known. */
    static String where(Happening happening) {
        List<String> parts = new ArrayList<>();
        String resource = text(happening.resource());
        String name = text(happening.resourceName());
        if (!resource.isEmpty())
            parts.add(name.isEmpty() || name.equals(resource) ? resource : "%s (%s)".formatted(resource, name));
        if (!text(happening.region()).isEmpty()) parts.add(text(happening.region()));
        String account = happening.account() == null ? "" : happening.account().value();
        String whole = (text(happening.accountName()) + " " + account).strip();
        if (!whole.isEmpty()) parts.add(whole);
        if (happening.due() != null)
            parts.add((happening.exception() == null ? "last " : "ends ") + TIME.format(happening.due()));
        return String.join(", ", parts);
    }

    /** What is in none of the messages; empty where there is nothing. */
    static String more(Message message) {
        int more = message.data().more();
        return more == 0 ? "" : "And %d more, in the portal.".formatted(more);
    }

    private static String change(String change) {
        return switch (change) {
            case "opened" -> "Opened";
            case "reopened" -> "Reopened";
            case "excepted" -> "Excepted";
            case "resolved" -> "Resolved";
            case "exceptionEnds" -> "Ends soon";
            case "notScanned" -> "Not scanned";
            default -> "Happened";
        };
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : MailText.line(given, LONGEST);
    }
}
