package io.vigil.gateway.pages.channels;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One channel, and what became of each message.
 *
 * @param at address of the page
 * @param disabled why nothing is sent; empty for one that works
 * @param older query of the page with older messages; empty where there are none
 * @param error what was refused; empty otherwise
 */
public record ChannelView(
        String at,
        ChannelsView.Row channel,
        boolean signed,
        String disabled,
        String waiting,
        List<Message> messages,
        String older,
        ChannelsView.Shown shown,
        ChannelDraft.Form form,
        String error) {

    /**
     * One message.
     *
     * @param attempts newest first
     */
    public record Message(
            UUID id,
            String kind,
            String title,
            String state,
            String mark,
            String time,
            String datetime,
            boolean replayable,
            List<Attempt> attempts) {}

    public record Attempt(int number, String time, String outcome, String detail) {}

    static ChannelView of(
            String at,
            Channel channel,
            Channel.Log log,
            ChannelsView.Shown shown,
            ChannelDraft.Form form,
            String error) {
        Instant disabled = channel.disabledAt();
        return new ChannelView(
                at,
                ChannelsView.row(channel),
                channel.kind().equals("WEBHOOK"),
                disabled == null ? "" : "Since " + time(disabled) + ": " + channel.disabledWhy(),
                channel.waiting() == 0 ? "" : Formats.many(channel.waiting(), "message") + " waiting",
                log.items().stream()
                        .map(each -> message(each, disabled != null))
                        .toList(),
                log.next() == null ? "" : "cursor=" + log.next(),
                shown,
                form,
                error);
    }

    private static Message message(Channel.Delivery given, boolean disabled) {
        boolean notice = given.kind().equals("NOTICE");
        return new Message(
                given.id(),
                switch (given.kind()) {
                    case "ALERT" -> "Alert";
                    case "DIGEST" -> "Digest";
                    case "TEST" -> "Test";
                    default -> "Word to the owner";
                },
                given.title(),
                state(given),
                mark(given.state()),
                time(given.askedAt()),
                given.askedAt().toString(),
                !notice && !disabled && !given.state().equals("QUEUED"),
                given.attempts().reversed().stream()
                        .map(attempt -> new Attempt(
                                attempt.attempt(), time(attempt.at()), outcome(attempt.outcome()), attempt.detail()))
                        .toList());
    }

    private static String state(Channel.Delivery given) {
        return switch (given.state()) {
            case "SENT" -> "Sent";
            case "FAILED" -> "Given up";
            case "DROPPED" -> "Not sent";
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
            case "SENT" -> "Taken";
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
