package io.vigil.gateway.pages.packs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.gateway.pages.Formats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who answers for which check, and who of the customer took note of it. */
public record ResponsibilityView(JsonNode data, List<Acknowledged> past, String only, String error) {
    private static final List<String> SIDES = List.of("customer", "partner", "aws");

    public record Acknowledged(String when, String by, long version, String digest, boolean current) {}

    public record Row(
            String check, String title, String layer, String severity, String owner, String movedBy, String standard) {}

    public record Tab(String owner, String word, int count, boolean current) {}

    public record Deviation(String account, String check, String owner) {}

    static List<Acknowledged> past(List<JsonNode> list) {
        List<Acknowledged> past = new ArrayList<>();
        for (JsonNode each : list)
            past.add(new Acknowledged(
                    Formats.dayTime(Instant.parse(each.path("at").asText())) + " UTC",
                    each.path("by").asText(),
                    each.path("packVersion").asLong(),
                    each.path("digest").asText(),
                    each.path("current").asBoolean()));
        return past;
    }

    public String digest() {
        return data.path("digest").asText();
    }

    public boolean asked() {
        return data.path("acknowledge").asBoolean();
    }

    public boolean first() {
        return past.isEmpty();
    }

    public String versions() {
        JsonNode versions = data.path("versions");
        return "baseline %d, customer %d"
                .formatted(
                        versions.path("msp").asLong(), versions.path("tenant").asLong());
    }

    public List<Tab> tabs() {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(new Tab("", "All", data.path("rows").size(), only.isEmpty()));
        for (String side : SIDES) {
            int count = 0;
            for (JsonNode row : data.path("rows"))
                if (row.path("owner").asText().equals(side)) count++;
            tabs.add(new Tab(side, Setting.owner(side), count, only.equals(side)));
        }
        return tabs;
    }

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : data.path("rows")) {
            String owner = row.path("owner").asText();
            if (!only.isEmpty() && !only.equals(owner)) continue;
            String moved = row.path("movedBy").asText("");
            rows.add(new Row(
                    row.path("check").asText(),
                    row.path("title").asText(),
                    Formats.sentence(row.path("layer").asText()),
                    row.path("severity").asText(),
                    owner,
                    moved.isEmpty() || moved.equals("null") ? "" : Setting.level(moved),
                    Setting.owner(row.path("standard").asText())));
        }
        return rows;
    }

    public List<Deviation> deviations() {
        List<Deviation> all = new ArrayList<>();
        data.path("accounts")
                .forEach(each -> all.add(new Deviation(
                        each.path("account").asText(),
                        each.path("check").asText(),
                        each.path("owner").asText())));
        return all;
    }
}
