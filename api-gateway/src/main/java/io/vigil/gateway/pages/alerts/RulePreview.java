package io.vigil.gateway.pages.alerts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.AlertRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rule would tell.
 *
 * @param words empty where nobody asked
 * @param error why nobody knows; empty when it is known
 */
public record RulePreview(String words, List<Line> lines, String error) {
    static final RulePreview NONE = new RulePreview("", List.of(), "");

    /** @param severity empty where there is none */
    public record Line(String title, String severity, String where, String time) {}

    static RulePreview of(String trigger, AlertRule.Preview preview) {
        return new RulePreview(
                words(trigger, preview),
                preview.examples().stream().map(RulePreview::line).toList(),
                "");
    }

    static RulePreview refused(String why) {
        return new RulePreview("", List.of(), why);
    }

    private static String words(String trigger, AlertRule.Preview preview) {
        if (!trigger.equals("FINDING_CHANGED"))
            return "It would tell %s now.".formatted(Formats.many(preview.matched(), "event"));
        String of = preview.complete()
                ? "the %s of the last 7 days".formatted(Formats.many(preview.looked(), "change"))
                : "the newest %s, which are not all of the last 7 days"
                        .formatted(Formats.many(preview.looked(), "change"));
        return "It would have told %s of %s.".formatted(Formats.grouped(preview.matched()), of);
    }

    private static Line line(AlertRule.Example given) {
        String where = Stream.of(given.resourceName(), given.resource(), given.accountName(), given.account())
                .flatMap(text -> Optional.ofNullable(text).filter(known -> !known.isEmpty()).stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return new Line(
                given.title(),
                given.severity() == null ? "" : given.severity(),
                where,
                Formats.sentence(given.change().replace("exceptionEnds", "ends").replace("notScanned", "not scanned"))
                        + ", " + Formats.dayTime(given.at()) + " UTC");
    }
}
