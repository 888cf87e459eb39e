package io.vigil.gateway.pages.alerts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.pages.schedules.NextRuns;
import io.vigil.gateway.upstream.AlertRule;
import io.vigil.gateway.upstream.Channel;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * All alert rules and the form for one, or one with its form.
 *
 * @param one name of the rule that is changed; empty for the list
 */
public record AlertsView(String one, List<Row> rules, AlertDraft.Form form) {

    /**
     * A rule.
     *
     * @param when at once, or when the next digest is due
     * @param channels names of those that are told; empty where they were ended
     */
    public record Row(
            UUID id, String name, String trigger, String filter, String when, String channels, String matched) {}

    static AlertsView list(List<AlertRule> rules, AlertDraft.Form form) {
        return new AlertsView(
                "", rules.stream().map(rule -> row(rule, form.all())).toList(), form);
    }

    static AlertsView one(AlertRule rule, AlertDraft.Form form) {
        return new AlertsView(rule.name(), List.of(row(rule, form.all())), form);
    }

    private static Row row(AlertRule rule, List<Channel> channels) {
        String trigger = AlertDraft.TRIGGERS.getOrDefault(rule.trigger(), rule.trigger());
        return new Row(
                rule.id(),
                rule.name(),
                rule.hours() == 0 ? trigger : trigger + " (%s)".formatted(Formats.many(rule.hours(), "hour")),
                rule.filter(),
                rule.nextDigest() == null ? "At once" : "Digest, next " + NextRuns.time(rule.nextDigest(), rule.zone()),
                channels.stream()
                        .filter(channel -> rule.channels().contains(channel.id()))
                        .map(Channel::name)
                        .collect(Collectors.joining(", ")),
                Formats.many(rule.matched(), "event") + " in 7 days");
    }
}
