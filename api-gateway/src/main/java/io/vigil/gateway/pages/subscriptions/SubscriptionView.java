package io.vigil.gateway.pages.subscriptions;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.pages.schedules.NextRuns;
import io.vigil.gateway.upstream.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: who gets it, when it is due, and what became of each mail.
 *
 * @param at address of the page
 * @param error what was refused; empty otherwise
 * @param older query of the page with older mails; empty where there are none
 */
public record SubscriptionView(
        String at,
        String name,
        String when,
        String zone,
        String what,
        String missed,
        List<String> next,
        List<Reader> readers,
        List<Mail> mails,
        String older,
        SubscriptionDraft.Form form,
        String error) {

    /** @param mark of the pill */
    public record Reader(UUID id, String address, String state, String mark, String note, boolean askable) {}

    /**
     * One mail.
     *
     * @param attempts newest first
     */
    public record Mail(
            UUID id,
            String what,
            String recipient,
            String state,
            String mark,
            String time,
            String datetime,
            boolean retriable,
            List<Attempt> attempts) {}

    public record Attempt(int number, String time, String outcome, String detail) {}

    static SubscriptionView of(
            String pages, Subscription given, Subscription.Log log, SubscriptionDraft.Form form, String error) {
        return new SubscriptionView(
                pages + "/" + given.id(),
                given.name(),
                Formats.capital(given.words()),
                given.zone(),
                ReportChoices.words(given.kind(), given.framework(), given.account()) + " as "
                        + String.join(", ", given.formats()).toUpperCase(Locale.ROOT)
                        + (given.skipUnchanged() ? ", nothing when nothing changed" : ""),
                given.misfire().equals("skip") ? "Left out" : "Sent once, late",
                given.nextRuns().stream()
                        .map(run -> NextRuns.time(run, given.zone()))
                        .toList(),
                given.recipients().stream().map(SubscriptionView::reader).toList(),
                log.items().stream().map(SubscriptionView::mail).toList(),
                log.next() == null ? "" : "cursor=" + log.next(),
                form,
                error);
    }

    /** Only the form, with why it was refused. */
    static SubscriptionView unmade(String pages, SubscriptionDraft.Form form) {
        return new SubscriptionView(pages, "", "", "", "", "", List.of(), List.of(), List.of(), "", form, "");
    }

    public boolean made() {
        return form.changes();
    }

    private static Reader reader(Subscription.Recipient given) {
        return switch (given.state()) {
            case "CONFIRMED" ->
                row(
                        given,
                        "Confirmed",
                        "resolved",
                        given.sentAt() == null ? "Nothing sent yet" : "Last report " + time(given.sentAt()),
                        false);
            case "UNSUBSCRIBED" -> row(given, "Unsubscribed", "", "Since " + time(given.unsubscribedAt()), true);
            case "EXPIRED" -> row(given, "Did not confirm", "reopened", "Asked " + time(given.askedAt()), true);
            default -> row(given, "Waiting to confirm", "unread", "Asked " + time(given.askedAt()), true);
        };
    }

    private static Reader row(Subscription.Recipient given, String state, String mark, String note, boolean askable) {
        return new Reader(given.id(), given.address(), state, mark, note, askable);
    }

    private static Mail mail(Subscription.Mail given) {
        boolean report = given.kind().equals("REPORT");
        String what = switch (given.kind()) {
            case "REPORT" -> "Report";
            case "CONFIRMATION" -> "Question to confirm";
            default -> "Word to the owner";
        };
        return new Mail(
                given.id(),
                given.period() == null ? what : what + " of " + time(given.period()),
                given.recipient().isEmpty() ? "the owner" : given.recipient(),
                state(given),
                mark(given.state()),
                time(given.askedAt()),
                given.askedAt().toString(),
                report && !given.state().equals("SENT"),
                given.attempts().reversed().stream()
                        .map(attempt -> new Attempt(
                                attempt.attempt(), time(attempt.at()), outcome(attempt.outcome()), attempt.detail()))
                        .toList());
    }

    private static String state(Subscription.Mail given) {
        return switch (given.state()) {
            case "SENT" -> "Sent";
            case "FAILED" -> "Given up";
            case "UNCHANGED" -> "Nothing changed";
            case "MISSED" -> "Left out, too late";
            case "DROPPED" -> "No longer wanted";
            default -> given.nextAttempt() == null ? "Waiting" : "Next try " + time(given.nextAttempt());
        };
    }

    private static String mark(String state) {
        return switch (state) {
            case "SENT" -> "resolved";
            case "FAILED" -> "refused";
            case "QUEUED" -> "unread";
            default -> "";
        };
    }

    private static String outcome(String outcome) {
        return switch (outcome) {
            case "SENT" -> "Sent";
            case "RETRY" -> "Not taken";
            case "FAILED" -> "Given up";
            case "DROPPED" -> "Not sent";
            default -> "Under way, or broken off";
        };
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : Formats.dayTime(at) + " UTC";
    }
}
