package io.vigil.gateway.pages.packs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.gateway.pages.Formats;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A setting that some level speaks of, with the word of each beside what is in force.
 *
 * @param words one for each level, from the baseline down; empty where a level says nothing
 * @param from the level that the value in force comes from
 * @param fixed whether the baseline does not leave it to the others
 */
public record Setting(String group, String name, List<String> words, String inForce, String from, boolean fixed) {
    private static final int LONGEST = 160;
    private static final List<String> GROUPS =
            List.of("frameworks", "checks", "params", "declarations", "owners", "remediationDays", "decidedOut");

    /** @param side as {@code GET …/pack/levels} answers */
    static List<Setting> of(JsonNode side) {
        List<Map<String, String>> levels = new ArrayList<>();
        side.path("levels").forEach(level -> levels.add(said(level.path("document"))));
        Set<String> fixed = new HashSet<>();
        side.path("fixed").forEach(path -> fixed.add(path.asText()));
        Map<String, String> effective = effective(side.path("pack").path("pack"));
        Map<String, Setting> settings = new TreeMap<>();
        for (Map<String, String> level : levels)
            for (String path : level.keySet())
                settings.computeIfAbsent(path, each -> setting(each, levels, effective, side.path("origins"), fixed));
        return GROUPS.stream()
                .flatMap(group -> settings.values().stream().filter(each -> each.group.equals(word(group))))
                .toList();
    }

    private static Setting setting(
            String path,
            List<Map<String, String>> levels,
            Map<String, String> effective,
            JsonNode origins,
            Set<String> fixed) {
        String group = path.substring(0, path.indexOf('/'));
        String standard = switch (group) {
            case "frameworks" -> "off";
            case "checks" -> "on";
            case "decidedOut" -> "counts";
            case "remediationDays" -> "the built-in days";
            default -> "as the catalogue says";
        };
        return new Setting(
                word(group),
                path.substring(group.length() + 1),
                levels.stream().map(level -> level.getOrDefault(path, "")).toList(),
                effective.getOrDefault(path, standard),
                level(origins.path(path).asText("")),
                fixed.contains(path) || fixed.contains(path.substring(0, path.lastIndexOf('/'))));
    }

    static String level(String level) {
        return switch (level) {
            case "msp" -> "Baseline";
            case "tenant" -> "Customer";
            case "account" -> "Account";
            default -> "Catalogue";
        };
    }

    private static String word(String group) {
        return switch (group) {
            case "params" -> "Parameter";
            case "decidedOut" -> "Decided out";
            case "remediationDays" -> "Time to remedy";
            default -> Formats.sentence(group.substring(0, group.length() - 1));
        };
    }

    /** What one document says, by the paths of the settings. */
    static Map<String, String> said(JsonNode document) {
        Map<String, String> said = new TreeMap<>();
        document.path("disabledFrameworks").forEach(name -> said.put("frameworks/" + name.asText(), "off"));
        document.path("frameworks").forEach(name -> said.put("frameworks/" + name.asText(), "on"));
        document.path("disabledChecks").forEach(name -> said.put("checks/" + name.asText(), "off"));
        document.path("enabledChecks").forEach(name -> said.put("checks/" + name.asText(), "on"));
        values(document, said);
        document.path("decidedIn").forEach(name -> said.put("decidedOut/" + name.asText(), "counts again"));
        decisions(document, said);
        return said;
    }

    private static Map<String, String> effective(JsonNode pack) {
        Map<String, String> said = new TreeMap<>();
        pack.path("frameworks").forEach(name -> said.put("frameworks/" + name.asText(), "on"));
        pack.path("disabledChecks").forEach(name -> said.put("checks/" + name.asText(), "off"));
        values(pack, said);
        decisions(pack, said);
        return said;
    }

    private static void values(JsonNode from, Map<String, String> said) {
        from.path("params")
                .properties()
                .forEach(check -> check.getValue()
                        .properties()
                        .forEach(value ->
                                said.put("params/" + check.getKey() + "/" + value.getKey(), text(value.getValue()))));
        from.path("declarations")
                .properties()
                .forEach(kind -> said.put("declarations/" + kind.getKey(), text(kind.getValue())));
        from.path("owners")
                .properties()
                .forEach(check -> said.put(
                        "owners/" + check.getKey(), owner(check.getValue().asText())));
        from.path("remediationDays")
                .properties()
                .forEach(severity -> said.put("remediationDays/" + severity.getKey(), days(severity.getValue())));
    }

    static String days(JsonNode days) {
        return Formats.many(days.asInt(), "day");
    }

    private static void decisions(JsonNode from, Map<String, String> said) {
        from.path("decidedOut")
                .forEach(each -> said.put(
                        "decidedOut/" + each.path("control").asText(),
                        "out: " + cut(each.path("reason").asText())));
    }

    static String owner(String owner) {
        return switch (owner) {
            case "partner" -> "MSP";
            case "aws" -> "AWS";
            default -> Formats.sentence(owner);
        };
    }

    static String text(JsonNode value) {
        if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) return Formats.many(value.size(), "row");
        return cut(value.isTextual() ? value.asText() : value.toString());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + " …";
    }
}
