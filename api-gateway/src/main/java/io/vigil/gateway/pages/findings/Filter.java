package io.vigil.gateway.pages.findings;

import io.vigil.gateway.pages.Formats;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which findings are looked at; lives in the address, so that a link shows the same to a colleague. */
public record Filter(Map<String, String> values) {
    private static final List<String> KEYS = List.of(
            "state",
            "status",
            "resolution",
            "severity",
            "layer",
            "check",
            "account",
            "region",
            "owner",
            "exception",
            "assignee",
            "overdue",
            "q");
    private static final int LONGEST = 300;

    /** One condition with the address of the list without it. */
    public record Chip(String key, String value, String without) {}

    public record View(String name, String query, boolean current) {}

    /** Nothing asked for means what is open. */
    static Filter of(MultivaluedMap<String, String> query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : KEYS) {
            List<String> given = query.get(key);
            if (given == null) continue;
            String joined = given.stream()
                    .filter(value -> !value.isBlank())
                    .map(String::strip)
                    .collect(Collectors.joining(","));
            if (!joined.isEmpty() && joined.length() <= LONGEST) values.put(key, joined);
        }
        if (values.isEmpty()) values.put("state", "open");
        if (values.containsKey("q") && values.size() == 1) values.put("state", "open");
        return new Filter(values);
    }

    public String get(String key) {
        return values.getOrDefault(key, "");
    }

    public boolean has(String key, String value) {
        return Arrays.asList(get(key).split(",")).contains(value);
    }

    public record Choice(String value, String name, boolean chosen) {}

    /** What a key can be narrowed to. */
    public List<Choice> choices(String key) {
        List<String> all = switch (key) {
            case "state" -> List.of("open", "excepted", "resolved", "clear");
            case "severity" -> List.of("critical", "high", "medium", "low");
            case "layer" -> List.of("account", "network", "workload", "application");
            case "owner" -> List.of("customer", "partner", "aws");
            case "overdue" -> List.of("true", "false");
            default -> List.of();
        };
        return all.stream()
                .map(value -> new Choice(value, word(value), get(key).equals(value)))
                .toList();
    }

    public String query() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** For an address that goes on with more parameters. */
    public String tail() {
        return values.isEmpty() ? "" : "?" + query();
    }

    Filter with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return new Filter(changed);
    }

    Filter without(String key) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(key);
        return new Filter(changed);
    }

    public String withCheck(String check) {
        return with("check", check).query();
    }

    public List<Chip> chips() {
        List<Chip> chips = new ArrayList<>();
        values.forEach((key, value) -> {
            String shown = key.equals("q")
                            || key.equals("check")
                            || key.equals("account")
                            || key.equals("region")
                            || key.equals("exception")
                            || key.equals("assignee") && !value.equals("me") && !value.equals("none")
                    ? value
                    : Arrays.stream(value.split(",")).map(Filter::word).collect(Collectors.joining(", "));
            chips.add(new Chip(
                    key.equals("q") ? "Text" : Formats.sentence(key),
                    shown,
                    without(key).query()));
        });
        return chips;
    }

    private static String word(String value) {
        return switch (value) {
            case "undetermined" -> "Could not check";
            case "decided_out" -> "Decided out";
            case "none" -> "Nobody";
            case "true" -> "Yes";
            case "false" -> "No";
            case "partner" -> "MSP";
            case "aws" -> "AWS";
            default -> Formats.sentence(value);
        };
    }

    public List<View> views() {
        return List.of(
                view("All open", "state=open"),
                view("Overdue", "state=open&overdue=true"),
                view("Mine", "state=open&assignee=me"),
                view("Nobody’s", "state=open&assignee=none"),
                view("Urgent", "state=open&severity=critical,high"),
                view("Ours to fix", "state=open&owner=customer"),
                view("Could not check", "status=undetermined"),
                view("Excepted", "state=excepted"),
                view("Resolved", "state=resolved"),
                view("Decided out", "resolution=decided_out"));
    }

    private View view(String name, String query) {
        return new View(name, query, query().replace("%2C", ",").equals(query));
    }
}
