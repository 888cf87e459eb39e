package io.vigil.gateway.pages.subscriptions;

import io.vigil.gateway.upstream.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What whoever opened a link of a mail can do.
 *
 * @param secret of the link, for the form; empty where there is none
 */
public record LinkView(String theme, Step step, String secret, String customer, String subscription, String address) {

    public enum Step {
        CONFIRM,
        CONFIRMED,
        EXPIRED,
        UNSUBSCRIBE,
        UNSUBSCRIBED,
        /** No link, or one that was followed by a newer one, or of a subscription that was ended. */
        UNKNOWN
    }

    static LinkView unknown(String theme) {
        return new LinkView(theme, Step.UNKNOWN, "", "", "", "");
    }

    static LinkView confirming(String theme, String secret, Subscription.@Nullable Seen seen) {
        if (seen == null || !seen.kind().equals("CONFIRM")) return unknown(theme);
        return of(
                theme,
                secret,
                seen,
                switch (seen.state()) {
                    case "OPEN" -> Step.CONFIRM;
                    case "CONFIRMED" -> Step.CONFIRMED;
                    case "EXPIRED" -> Step.EXPIRED;
                    case "UNSUBSCRIBED" -> Step.UNSUBSCRIBED;
                    default -> Step.UNKNOWN;
                });
    }

    /** Of a subscription that was ended nobody gets anything either. */
    static LinkView unsubscribing(String theme, String secret, Subscription.@Nullable Seen seen) {
        if (seen == null || !seen.kind().equals("UNSUBSCRIBE")) return unknown(theme);
        return of(
                theme,
                secret,
                seen,
                switch (seen.state()) {
                    case "UNSUBSCRIBED", "OVER" -> Step.UNSUBSCRIBED;
                    default -> Step.UNSUBSCRIBE;
                });
    }

    private static LinkView of(String theme, String secret, Subscription.Seen seen, Step step) {
        return new LinkView(theme, step, secret, seen.customer(), seen.subscription(), seen.address());
    }

    /** Of the page: what is over is gone, what never was is not found. */
    int status() {
        return switch (step) {
            case UNKNOWN -> 404;
            case EXPIRED -> 410;
            case CONFIRM, CONFIRMED, UNSUBSCRIBE, UNSUBSCRIBED -> 200;
        };
    }

    public boolean is(String name) {
        return step.name().equals(name);
    }
}
