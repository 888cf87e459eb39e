package io.vigil.reports.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.reports.findings.Finding;
import io.vigil.reports.findings.ReadEvidence.Proven;
import io.vigil.reports.kinds.Cell.Code;
import io.vigil.reports.kinds.Cell.Two;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The ways from the internet to an instance, from the facts of the check that followed them. */
final class WaysTold {
    private WaysTold() {}

    /** A row a way; none for an instance that is not reached, one without a way for an instance of which that is not known. */
    static List<List<@Nullable Object>> rows(Proven proven) {
        JsonNode facts = ReadEndpoints.json(proven.evidence());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String list : List.of("direct", "balanced"))
            for (JsonNode way : facts.path(list)) rows.add(row(proven.finding(), way));
        boolean told = !rows.isEmpty();
        return switch (proven.finding().status()) {
            case PASS, NOT_APPLICABLE -> rows;
            case FAIL, UNDETERMINED -> told ? rows : List.of(unknown(proven.finding()));
        };
    }

    private static List<@Nullable Object> row(Finding finding, JsonNode way) {
        // the facts are cut where they grow too large; what stands there then is a text
        if (way.isTextual()) return row(finding, "", null, null, null, "", way.asText(), "", "", "", way.asText(), "");
        int from = way.path("fromPort").asInt();
        int to = way.path("toPort").asInt();
        int entry = way.path("entryPort").asInt(from);
        String behind = from == to ? String.valueOf(from) : from + "–" + to;
        return row(
                finding,
                way.path("protocol").asText(),
                entry,
                from,
                to,
                entry == from ? behind : entry + " → " + behind,
                way.path("via").asText(),
                way.path("through").asText(),
                words(way.path("addresses")),
                words(way.path("sources")),
                "%s %s".formatted(way.path("via").asText(), way.path("through").asText()),
                "at %s\nfrom %s".formatted(words(way.path("addresses")), words(way.path("sources"))));
    }

    private static List<@Nullable Object> unknown(Finding finding) {
        return row(finding, "", null, null, null, "", "", "", "", "", finding.message(), "");
    }

    private static List<@Nullable Object> row(
            Finding finding,
            String protocol,
            @Nullable Integer entry,
            @Nullable Integer from,
            @Nullable Integer to,
            String ports,
            String via,
            String through,
            String addresses,
            String sources,
            String way,
            String below) {
        return Arrays.asList(
                finding.account(),
                finding.region(),
                finding.resource(),
                finding.resourceName(),
                new Two(finding.resourceName(), new Code(finding.resource() + "\n" + finding.region())),
                protocol,
                entry,
                from,
                to,
                ports,
                via,
                through,
                addresses,
                sources,
                below.isEmpty() ? way : new Two(way, new Code(below)),
                Wording.said(finding.status(), finding.exception() != null));
    }

    private static String words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), /* parallel */ false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" "));
    }
}
