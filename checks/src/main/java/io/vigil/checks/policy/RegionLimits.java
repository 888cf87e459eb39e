package io.vigil.checks.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a service control policy says of regions. */
public final class RegionLimits {
    private RegionLimits() {}

    /**
     * The regions that it leaves open, empty if it does not close the others: a denial of everything, but for services
     * that have no region, wherever {@code aws:RequestedRegion} is none of these.
     *
     * @throws IllegalArgumentException if the text is no policy
     */
    public static List<String> regionsLeftBy(String json) {
        return PolicyDocument.parse(json).statements().stream()
                .filter(statement -> !statement.allows() && deniesBroadly(statement))
                .map(RegionLimits::regions)
                .filter(regions -> !regions.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static boolean deniesBroadly(Statement statement) {
        JsonNode json = statement.json();
        boolean everyAction = json.has("NotAction")
                || Statement.texts(json.path("Action")).stream().anyMatch(action -> action.matches("\\*+(:\\*+)?"));
        return everyAction && Statement.texts(json.path("Resource")).contains("*");
    }

    /** Roles may be let out of it; any other condition beside the region's leaves it open for somebody. */
    private static List<String> regions(Statement statement) {
        List<String> regions = List.of();
        for (Map.Entry<String, JsonNode> operator :
                statement.json().path("Condition").properties())
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                if (isOfAws(operator.getKey(), key)) continue;
                boolean except = operator.getKey().toLowerCase(Locale.ROOT).matches("(string|arn)not(equals|like).*");
                List<String> values = Statement.texts(key.getValue());
                if (!except || values.contains("*")) return List.of();
                switch (key.getKey().toLowerCase(Locale.ROOT)) {
                    case "aws:requestedregion" -> regions = values;
                    case "aws:principalarn" -> {}
                    default -> {
                        return List.of();
                    }
                }
            }
        return regions;
    }

    /** A service that goes on by itself is let through: who asked it was asked for the region before. */
    private static boolean isOfAws(String operator, Map.Entry<String, JsonNode> key) {
        return operator.toLowerCase(Locale.ROOT).matches("bool(ifexists)?")
                && Set.of("aws:viaawsservice", "aws:principalisawsservice")
                        .contains(key.getKey().toLowerCase(Locale.ROOT))
                && Statement.texts(key.getValue()).equals(List.of("false"));
    }
}
