package io.vigil.checks.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/**
 * A statement of an identity's policy, made ready to be asked many times.
 *
 * @param actions in small letters; those that it does not mean if {@code allActionsBut}
 * @param resources patterns of ARNs; those that it does not mean if {@code allResourcesBut}
 */
record IdentityStatement(
        boolean allow,
        List<String> actions,
        boolean allActionsBut,
        List<String> resources,
        boolean allResourcesBut,
        JsonNode condition) {

    private static final int ARN_PARTS = 6;
    private static final int REGION = 3;

    static IdentityStatement of(Statement statement) {
        JsonNode json = statement.json();
        boolean allActionsBut = json.has("NotAction");
        boolean allResourcesBut = json.has("NotResource");
        return new IdentityStatement(
                statement.allows(),
                Statement.texts(json.path(allActionsBut ? "NotAction" : "Action")).stream()
                        .map(action -> action.toLowerCase(Locale.ROOT))
                        .toList(),
                allActionsBut,
                Statement.texts(json.path(allResourcesBut ? "NotResource" : "Resource")),
                allResourcesBut,
                json.path("Condition"));
    }

    boolean unconditional() {
        return condition.isEmpty();
    }

    boolean means(String action) {
        return allActionsBut != any(actions, action);
    }

    /** Somewhere at least: a grant in one region serves as well as one in all. */
    boolean reaches(String arn) {
        if (any(resources, arn)) return !allResourcesBut;
        if (allResourcesBut) return true;
        for (String pattern : resources) if (matchesInItsRegion(pattern, arn)) return true;
        return false;
    }

    /** Everywhere: a refusal in one region refuses nothing in the next. */
    boolean covers(String arn) {
        return allResourcesBut != any(resources, arn);
    }

    private static boolean any(List<String> patterns, String text) {
        for (String pattern : patterns) if (Wildcard.matches(pattern, text)) return true;
        return false;
    }

    private static boolean matchesInItsRegion(String pattern, String arn) {
        String[] wanted = pattern.split(":", ARN_PARTS);
        String[] parts = arn.split(":", ARN_PARTS);
        if (wanted.length < ARN_PARTS) return false;
        for (int part = 0; part < ARN_PARTS; part++)
            if (part != REGION && !Wildcard.matches(wanted[part], parts[part])) return false;
        return true;
    }
}
