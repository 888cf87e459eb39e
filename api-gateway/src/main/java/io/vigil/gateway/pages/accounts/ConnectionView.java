package io.vigil.gateway.pages.accounts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the role answers, in words. */
public record ConnectionView(Connection data, Instant now) {
    private static final Duration MOMENT = Duration.ofSeconds(90);

    public record Missing(String action, String fix, int checks, String names) {}

    public record Step(String when, String what, String words) {}

    public boolean entered() {
        return "ENTERED".equals(data.outcome());
    }

    public boolean unsafe() {
        return data.state().equals("UNSAFE");
    }

    public boolean waiting() {
        return data.state().equals("PENDING");
    }

    /** What a page that follows the connection compares: another one is another page. */
    public String mark() {
        Connection.@Nullable Actions actions = data.actions();
        return "%s %s %s".formatted(data.state(), data.outcome(), actions == null ? "" : actions.checkedAt());
    }

    public String checked() {
        return data.checkedAt() == null ? "not yet" : Formats.dayTime(data.checkedAt()) + " UTC";
    }

    public String next() {
        if (data.nextCheckAt() == null) return "";
        if (data.nextCheckAt().isBefore(now.plus(MOMENT))) return "again within moments";
        return "again " + Formats.dayTime(data.nextCheckAt()) + " UTC";
    }

    public String regionsOff() {
        return String.join(", ", data.regionsOff());
    }

    public boolean actionsKnown() {
        return data.actions() != null;
    }

    public String allowed() {
        Connection.@Nullable Actions actions = data.actions();
        if (actions == null) return "";
        return "%d of %d operations are allowed; %d answered in a way that tells neither"
                .formatted(
                        actions.allowed(),
                        actions.allowed() + actions.untold() + actions.missing().size(),
                        actions.untold());
    }

    public List<Missing> missing() {
        Connection.@Nullable Actions actions = data.actions();
        if (actions == null) return List.of();
        return actions.missing().stream()
                .map(missing -> new Missing(
                        missing.action(), missing.fix(), missing.checks().size(), String.join(", ", missing.checks())))
                .toList();
    }

    public List<Step> history() {
        return data.history().stream()
                .map(step -> new Step(
                        Formats.dayTime(step.at()) + " UTC",
                        step.state().charAt(0) + step.state().substring(1).toLowerCase(java.util.Locale.ROOT),
                        step.words() == null ? "" : step.words()))
                .toList();
    }
}
