package io.vigil.reports.exports;

import io.vigil.reports.packs.PacksSaid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows behind a report's findings: by which packs they were judged, and what those decide out. */
final class PackRows {
    private PackRows() {}

    static List<Map<String, @Nullable Object>> of(PacksSaid said) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (PacksSaid.PackSaid pack : said.packs()) {
            Map<String, @Nullable Object> cells = new HashMap<>();
            cells.put("record", "pack");
            cells.put("account", pack.account());
            cells.put("pack", pack.versions().words() + " (" + pack.digest() + ")");
            rows.add(cells);
        }
        for (PacksSaid.Out out : said.decidedOut()) {
            Map<String, @Nullable Object> cells = new HashMap<>();
            cells.put("record", "decision");
            cells.put("check", out.control());
            cells.put("title", out.title());
            cells.put("account", out.account());
            cells.put("pack", out.level().label());
            cells.put("decidedOutBy", out.by());
            cells.put("decidedOutSince", out.since());
            cells.put("decidedOutReason", out.reason());
            cells.put("decidedOutReview", out.reviewOn());
            rows.add(cells);
        }
        return rows;
    }
}
