package io.vigil.gateway.pages.alerts;

import io.vigil.gateway.pages.schedules.ScheduleDraft;
import io.vigil.gateway.pages.schedules.SchedulesView;
import io.vigil.gateway.upstream.AlertRule;
import io.vigil.gateway.upstream.Channel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The form of an alert rule as it was typed.
 *
 * @param id of the rule that is changed; empty for a new one
 * @param hours as it was typed; empty for the usual ones
 * @param digest hour of the day; empty for at once
 * @param channels ids
 */
public record AlertDraft(
        String id,
        String name,
        String trigger,
        String filter,
        String hours,
        String digest,
        String zone,
        List<String> channels) {
    static final Map<String, String> TRIGGERS = Map.of(
            "FINDING_CHANGED",
            "A finding changes",
            "EXCEPTION_ENDS",
            "An exception ends soon",
            "ACCOUNT_NOT_SCANNED",
            "An account is not scanned");

    private static final List<String> ORDER = List.of("FINDING_CHANGED", "EXCEPTION_ENDS", "ACCOUNT_NOT_SCANNED");

    static final AlertDraft EMPTY = new AlertDraft(
            "",
            "",
            "FINDING_CHANGED",
            "change in ['opened', 'reopened'] && severity == 'critical'",
            "",
            "",
            "UTC",
            List.of());

    static AlertDraft of(AlertRule rule) {
        return new AlertDraft(
                rule.id().toString(),
                rule.name(),
                rule.trigger(),
                rule.filter(),
                rule.hours() == 0 ? "" : Integer.toString(rule.hours()),
                rule.digestHour() == null ? "" : Integer.toString(rule.digestHour()),
                rule.zone(),
                rule.channels().stream().map(UUID::toString).toList());
    }

    static AlertDraft of(String id, AlertForm form) {
        return new AlertDraft(
                id,
                ScheduleDraft.text(form.name, ""),
                ScheduleDraft.text(form.trigger, EMPTY.trigger()),
                ScheduleDraft.text(form.filter, ""),
                ScheduleDraft.text(form.hours, ""),
                ScheduleDraft.text(form.digest, ""),
                ScheduleDraft.text(form.zone, EMPTY.zone()),
                form.channel == null ? List.of() : form.channel);
    }

    /** The form and what it needs to be shown. */
    public record Form(AlertDraft draft, String at, List<Channel> all, RulePreview preview, String error) {

        public List<SchedulesView.Choice> triggers() {
            return ORDER.stream()
                    .map(trigger -> new SchedulesView.Choice(
                            trigger, TRIGGERS.getOrDefault(trigger, trigger), trigger.equals(draft.trigger())))
                    .toList();
        }

        public List<SchedulesView.Choice> times() {
            return Stream.concat(
                            Stream.of(new SchedulesView.Choice(
                                    "", "At once", draft.digest().isEmpty())),
                            IntStream.range(0, 24)
                                    .mapToObj(hour -> new SchedulesView.Choice(
                                            Integer.toString(hour),
                                            "Every day at %02d:00".formatted(hour),
                                            Integer.toString(hour).equals(draft.digest()))))
                    .toList();
        }

        public List<String> zones() {
            return SchedulesView.allZones();
        }

        public List<SchedulesView.Choice> channels() {
            return all.stream()
                    .map(channel -> new SchedulesView.Choice(
                            channel.id().toString(),
                            channel.name(),
                            draft.channels().contains(channel.id().toString())))
                    .toList();
        }

        public boolean changes() {
            return !draft.id().isEmpty();
        }

        public String action() {
            return changes() ? at + "/" + draft.id() : at;
        }
    }
}
