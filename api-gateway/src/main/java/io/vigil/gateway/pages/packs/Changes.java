package io.vigil.gateway.pages.packs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a version, or a draft, does otherwise than the one before, in lines. */
public record Changes(List<Line> lines) {
    private static final int SHOWN = 12;

    public record Line(String what, String which) {}

    static Changes of(JsonNode changes) {
        List<Line> lines = new ArrayList<>();
        texts(lines, "Checks switched on", changes.path("checksEnabled"));
        texts(lines, "Checks switched off", changes.path("checksDisabled"));
        texts(lines, "Controls decided out", changes.path("decidedOut"));
        texts(lines, "Controls that count again", changes.path("decidedIn"));
        texts(lines, "Decisions reworded", changes.path("reworded"));
        each(
                lines,
                "Owners moved",
                changes.path("ownersMoved"),
                moved -> "%s from %s to %s"
                        .formatted(
                                moved.path("check").asText(),
                                Setting.owner(moved.path("from").asText()),
                                Setting.owner(moved.path("to").asText())));
        each(
                lines,
                "Parameters",
                changes.path("params"),
                param -> "%s %s from %s to %s"
                        .formatted(
                                param.path("check").asText(),
                                param.path("name").asText(),
                                value(param.path("from")),
                                value(param.path("to"))));
        texts(lines, "Frameworks added", changes.path("frameworksAdded"));
        texts(lines, "Frameworks taken away", changes.path("frameworksRemoved"));
        texts(lines, "Declarations", changes.path("declarations"));
        each(
                lines,
                "Days to remedy",
                changes.path("remediationDays"),
                days -> "%s from %d to %d"
                        .formatted(
                                days.path("severity").asText(),
                                days.path("from").asInt(),
                                days.path("to").asInt()));
        return new Changes(lines);
    }

    private static String value(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "the default" : Setting.text(value);
    }

    private static void texts(List<Line> lines, String what, JsonNode names) {
        each(lines, what, names, JsonNode::asText);
    }

    private static void each(
            List<Line> lines, String what, JsonNode entries, java.util.function.Function<JsonNode, String> words) {
        if (entries.isEmpty()) return;
        List<String> all = new ArrayList<>();
        entries.forEach(entry -> all.add(words.apply(entry)));
        String which = all.stream().limit(SHOWN).collect(Collectors.joining(", "));
        lines.add(new Line(
                what + " (" + all.size() + ")",
                all.size() <= SHOWN ? which : which + " and " + (all.size() - SHOWN) + " more"));
    }

    public boolean none() {
        return lines.isEmpty();
    }

    public String summary() {
        return none() ? "Nothing in force" : lines.stream().map(Line::what).collect(Collectors.joining(", "));
    }
}
