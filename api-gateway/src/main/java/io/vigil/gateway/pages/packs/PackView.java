package io.vigil.gateway.pages.packs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.gateway.pages.Formats;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a policy pack side by side, and the draft of the one that this page changes.
 *
 * @param draft text of the draft; empty for who may not publish
 * @param rollOut how far the newest baseline has come; empty for the other levels
 * @param preview what the draft would change; null where nothing was drafted, or the draft cannot be used
 */
public record PackView(
        Place place,
        JsonNode side,
        List<Version> history,
        @Nullable String next,
        String draft,
        long basedOn,
        @Nullable JsonNode preview,
        String error,
        String note,
        List<String> rollOut,
        Instant now) {

    /**
     * Where the level is changed.
     *
     * @param title of the level, such as {@code Baseline}
     * @param action path of the page's forms
     * @param account the account's id, or empty
     * @param accounts other accounts to look at
     */
    public record Place(
            String title, String action, String account, List<Choice> accounts, boolean mayPublish, boolean baseline) {}

    public record Choice(String id, String name, boolean chosen) {}

    public record Version(long version, String when, String by, String note, String changes, boolean newest) {}

    public record Out(
            String control, String reason, String by, String since, String review, boolean overdue, String from) {}

    public record Exposure(String kind, String name, String owner, String purpose, String expires, boolean over) {}

    /** @param path by which it is taken out of the draft */
    public record Entry(String path, String name, String word) {}

    static List<Version> history(JsonNode page) {
        List<Version> versions = new ArrayList<>();
        for (JsonNode item : page.path("items"))
            versions.add(new Version(
                    item.path("version").asLong(),
                    item.path("publishedAt").asText("").isEmpty()
                            ? ""
                            : Formats.dayTime(Instant.parse(
                                            item.path("publishedAt").asText())) + " UTC",
                    item.path("publishedBy").asText(),
                    item.path("note").asText(),
                    Changes.of(item.path("changes")).summary(),
                    versions.isEmpty()));
        return versions;
    }

    public List<String> levels() {
        List<String> names = new ArrayList<>();
        side.path("levels")
                .forEach(level -> names.add("%s, version %d"
                        .formatted(
                                Setting.level(level.path("level").asText()),
                                level.path("version").asLong())));
        return names;
    }

    public List<Setting> settings() {
        return Setting.of(side);
    }

    public String digest() {
        return side.path("pack").path("digest").asText();
    }

    public List<Out> decidedOut() {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Out> all = new ArrayList<>();
        for (JsonNode each : side.path("pack").path("pack").path("decidedOut")) {
            String review = each.path("reviewOn").asText("");
            all.add(new Out(
                    each.path("control").asText(),
                    each.path("reason").asText(),
                    each.path("by").asText(),
                    Formats.day(Instant.parse(each.path("since").asText())),
                    review,
                    !review.isEmpty() && LocalDate.parse(review).isBefore(today),
                    Setting.level(each.path("level").asText())));
        }
        return all;
    }

    public List<Exposure> exposures() {
        List<Exposure> all = new ArrayList<>();
        JsonNode declared = side.path("pack").path("pack").path("declarations");
        declared.path("publicEndpoints").forEach(each -> all.add(exposure("Endpoint", "resource", each)));
        declared.path("publicAddresses").forEach(each -> all.add(exposure("Address", "address", each)));
        return all;
    }

    private Exposure exposure(String kind, String key, JsonNode entry) {
        String expires = entry.path("expires").asText("");
        return new Exposure(
                kind,
                entry.path(key).asText(),
                entry.path("owner").asText(),
                entry.path("purpose").asText(),
                expires.length() < 10 ? expires : expires.substring(0, 10),
                expires.compareTo(now.toString()) < 0);
    }

    /** What the draft says, each with a button that takes it out. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        JsonNode document = Draft.read(draft, "0").document();
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("params"))
                value.properties()
                        .forEach(check -> check.getValue()
                                .properties()
                                .forEach(param -> entries.add(new Entry(
                                        "params/" + check.getKey() + "/" + param.getKey(),
                                        check.getKey() + " " + param.getKey(),
                                        Setting.text(param.getValue())))));
            else if (name.equals("declarations")) value.properties().forEach(kind -> declared(kind, entries));
            else if (value.isObject())
                value.properties()
                        .forEach(each -> entries.add(new Entry(
                                name + "/" + each.getKey(),
                                each.getKey(),
                                name.equals("owners")
                                        ? "owner: "
                                                + Setting.owner(each.getValue().asText())
                                        : "to remedy in " + Setting.days(each.getValue()))));
            else
                value.forEach(each -> {
                    String key = each.isObject() ? each.path("control").asText() : each.asText();
                    entries.add(new Entry(name + "/" + key, key, word(name, each)));
                });
        }
        return entries;
    }

    private static void declared(Map.Entry<String, JsonNode> kind, List<Entry> entries) {
        String key = switch (kind.getKey()) {
            case "publicEndpoints" -> "resource";
            case "publicAddresses" -> "address";
            default -> "";
        };
        String path = "declarations/" + kind.getKey();
        if (key.isEmpty()) entries.add(new Entry(path, kind.getKey(), Setting.text(kind.getValue())));
        else
            kind.getValue()
                    .forEach(each -> entries.add(new Entry(
                            path + "/" + each.path(key).asText(),
                            each.path(key).asText(),
                            "approved: " + each.path("purpose").asText())));
    }

    private static String word(String member, JsonNode value) {
        return switch (member) {
            case "frameworks" -> "framework on";
            case "disabledFrameworks" -> "framework off";
            case "enabledChecks" -> "check on";
            case "disabledChecks" -> "check off";
            case "decidedOut" -> "decided out: " + value.path("reason").asText();
            case "decidedIn" -> "counts again";
            case "fixed" -> "fixed for lower levels";
            default -> member;
        };
    }

    public boolean previewed() {
        return preview != null;
    }

    public Changes changes() {
        return Changes.of(
                preview == null
                        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                        : preview.path("changes"));
    }

    public String reaches() {
        if (preview == null || preview.path("reaches").asInt() == 0) return "";
        long below = preview.path("reaches").asLong();
        return place.baseline()
                ? "It reaches " + Formats.many(below, "customer") + " in the background."
                : "It reaches " + Formats.many(below, "account") + " with a pack of their own too.";
    }

    public boolean asksAgain() {
        return preview != null && preview.path("acknowledgement").asBoolean();
    }

    public List<String> overruled() {
        List<String> all = new ArrayList<>();
        side.path("overruled")
                .forEach(each -> all.add("%s, %s: %s"
                        .formatted(
                                Setting.level(each.path("level").asText()),
                                each.path("path").asText(),
                                each.path("why").asText())));
        return all;
    }
}
