package io.vigil.checks.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the conditions of an identity's statement stand in the way of somebody who chooses how to ask. Keys tell of
 * one of three things: of what is known of the request; of the circumstances (where from, when, with MFA), which are
 * taken to be as the asker needs them; of what is asked for, where a condition narrows the grant.
 */
final class Conditions {
    private static final Set<String> CIRCUMSTANCES = Set.of(
            "aws:currenttime",
            "aws:epochtime",
            "aws:multifactorauthage",
            "aws:multifactorauthpresent",
            "aws:referer",
            "aws:requestedregion",
            "aws:securetransport",
            "aws:sourceip",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:tokenissuetime",
            "aws:useragent",
            "aws:userid",
            "aws:username",
            "aws:vpcsourceip");

    private Conditions() {}

    /**
     * For a statement that allows: the asker can meet all of them.
     *
     * @param makes whether the asker makes a thing, and so chooses what it is like
     */
    static boolean canBeMet(JsonNode block, Map<String, String> context, boolean makes) {
        for (Map.Entry<String, JsonNode> operator : block.properties())
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties())
                if (!canBeMet(lower(operator), lower(key), Statement.texts(key.getValue()), context, makes))
                    return false;
        return true;
    }

    /** For a statement that denies: the asker cannot escape it. */
    static boolean cannotBeEscaped(JsonNode block, Map<String, String> context, boolean makes) {
        for (Map.Entry<String, JsonNode> operator : block.properties())
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties())
                if (!cannotBeEscaped(lower(operator), lower(key), Statement.texts(key.getValue()), context, makes))
                    return false;
        return true;
    }

    private static boolean canBeMet(
            String operator, String key, List<String> values, Map<String, String> context, boolean makes) {
        Optional<Boolean> known = known(operator, values, context.get(key));
        if (known.isPresent()) return known.get();
        if (isUpToTheAsker(key, makes) || isNegated(operator)) return true;
        // such a condition also holds for a request that leaves the key out
        if (operator.endsWith("ifexists") || operator.startsWith("forallvalues:") || operator.equals("null"))
            return true;
        return values.stream().anyMatch(value -> value.matches("\\*+"));
    }

    private static boolean cannotBeEscaped(
            String operator, String key, List<String> values, Map<String, String> context, boolean makes) {
        return known(operator, values, context.get(key))
                .orElseGet(() -> !isUpToTheAsker(key, makes)
                        && isNegated(operator)
                        && values.stream().noneMatch(value -> value.matches("\\*+")));
    }

    private static Optional<Boolean> known(
            String operator, List<String> values, @org.jspecify.annotations.Nullable String value) {
        String plain = operator.replaceFirst("^for(any|all)values?:", "").replaceFirst("ifexists$", "");
        if (value == null || !plain.startsWith("string") && !plain.startsWith("arn")) return Optional.empty();
        boolean patterns = plain.endsWith("like") || plain.startsWith("arn");
        boolean found = values.stream()
                .anyMatch(each -> patterns ? Wildcard.matches(each, value) : each.equalsIgnoreCase(value));
        return Optional.of(isNegated(plain) != found);
    }

    private static boolean isUpToTheAsker(String key, boolean makes) {
        return isCircumstance(key) || makes && !tellsRole(key);
    }

    private static boolean isCircumstance(String key) {
        return CIRCUMSTANCES.contains(key) || key.startsWith("aws:principal") || key.startsWith("saml:");
    }

    /** Such as {@code ec2:InstanceProfile}: which role a new thing runs with is what a way to more rights is about. */
    private static boolean tellsRole(String key) {
        return key.startsWith("iam:") || key.contains("role") || key.contains("profile");
    }

    private static boolean isNegated(String operator) {
        return operator.contains("not");
    }

    private static String lower(Map.Entry<String, JsonNode> entry) {
        return entry.getKey().toLowerCase(Locale.ROOT);
    }
}
