package io.vigil.checks.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A statement that denies. Where it keeps every stranger from all that another statement lets anyone do, that other one
 * is not public. Read the safe way round: what is not understood refuses nobody.
 */
record Refusal(JsonNode json) {

    /** They hold for a request that does not carry the key, so they refuse whoever is not among the values. */
    private static final Set<String> NEGATIVE = Set.of(
            "stringnotequals",
            "stringnotequalsignorecase",
            "stringnotlike",
            "arnnotequals",
            "arnnotlike",
            "notipaddress");

    static Refusal of(Statement statement) {
        return new Refusal(statement.json());
    }

    /** Whether no stranger is left in that the statement would let in. */
    boolean shutsStrangersOut(Statement open) {
        return shutsOut(open, Statement::restricts);
    }

    /** @param restricts of a key, in small letters, and the values that are left in: whether they are known ones */
    boolean shutsOut(Statement open, BiPredicate<String, List<String>> restricts) {
        return meetsStrangers() && coversActions(open.json()) && coversResources(open.json()) && holds(restricts);
    }

    private boolean meetsStrangers() {
        if (json.has("NotPrincipal")) return !Statement.namesEveryone(json.path("NotPrincipal"));
        return Statement.namesEveryone(json.path("Principal"));
    }

    /** All operators and keys of a condition must hold, so one that does not hold for strangers spoils it. */
    private boolean holds(BiPredicate<String, List<String>> restricts) {
        for (Map.Entry<String, JsonNode> operator : json.path("Condition").properties()) {
            String name = operator.getKey().toLowerCase(Locale.ROOT).replaceFirst("ifexists$", "");
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties())
                if (!holds(name, key.getKey().toLowerCase(Locale.ROOT), Statement.texts(key.getValue()), restricts))
                    return false;
        }
        return true;
    }

    private static boolean holds(
            String operator, String key, List<String> values, BiPredicate<String, List<String>> restricts) {
        if (operator.equals("bool")) return key.equals("aws:principalisawsservice") && values.equals(List.of("false"));
        return NEGATIVE.contains(operator) && restricts.test(key, values);
    }

    private boolean coversActions(JsonNode open) {
        if (!json.has("Action")) return false;
        List<String> refused = lowerCase(json.path("Action"));
        if (open.has("NotAction")) return refused.contains("*");
        return lowerCase(open.path("Action")).stream().allMatch(action -> covered(action, refused));
    }

    /** Policies of some services name no resource: they are about what they are attached to. */
    private boolean coversResources(JsonNode open) {
        if (json.has("NotResource")) return false;
        if (!json.has("Resource")) return true;
        List<String> refused = Statement.texts(json.path("Resource"));
        if (!open.has("Resource")) return refused.contains("*");
        return Statement.texts(open.path("Resource")).stream().allMatch(resource -> covered(resource, refused));
    }

    private static List<String> lowerCase(JsonNode texts) {
        return Statement.texts(texts).stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** A star of the wider pattern takes in a star of the narrower one; a question mark would take in too little. */
    private static boolean covered(String narrow, List<String> patterns) {
        return patterns.stream().anyMatch(pattern -> !pattern.contains("?") && Wildcard.matches(pattern, narrow));
    }
}
