package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** An IAM policy as far as reading and assuming need it: actions, resources and the common conditions. */
record PolicyDocument(List<Statement> statements) {

    enum Decision {
        ALLOWED,
        NOT_ALLOWED,
        DENIED
    }

    record Statement(boolean allows, JsonNode json) {}

    /** @throws BadData when it is no policy, naming what is wrong */
    static PolicyDocument parse(JsonNode json) {
        var statements = new ArrayList<Statement>();
        for (var statement : list(json.path("Statement"))) {
            var effect = statement.path("Effect").asText();
            if (!effect.equals("Allow") && !effect.equals("Deny")) {
                throw new BadData("a statement's Effect is Allow or Deny, not '" + effect + "'");
            }
            statements.add(new Statement(effect.equals("Allow"), statement));
        }
        if (statements.isEmpty()) {
            throw new BadData("a policy has at least one statement");
        }
        return new PolicyDocument(List.copyOf(statements));
    }

    /** @param resources ARNs that the call names; none when AWS knows no resource-level permission for it */
    Decision decide(String action, Collection<String> resources, Map<String, String> context) {
        var decision = Decision.NOT_ALLOWED;
        for (var statement : statements) {
            if (matchesAction(statement.json(), action)
                    && matchesResource(statement.json(), resources)
                    && Condition.holds(statement.json().path("Condition"), context)) {
                if (!statement.allows()) {
                    return Decision.DENIED;
                }
                decision = Decision.ALLOWED;
            }
        }
        return decision;
    }

    static boolean matchesAction(JsonNode statement, String action) {
        return statement.has("NotAction")
                ? texts(statement.path("NotAction")).stream()
                        .noneMatch(pattern -> Wildcard.matchesAnyCase(pattern, action))
                : texts(statement.path("Action")).stream()
                        .anyMatch(pattern -> Wildcard.matchesAnyCase(pattern, action));
    }

    private static boolean matchesResource(JsonNode statement, Collection<String> resources) {
        if (statement.has("NotResource")) {
            return texts(statement.path("NotResource")).stream().noneMatch(pattern -> covers(pattern, resources));
        }
        return texts(statement.path("Resource")).stream().anyMatch(pattern -> covers(pattern, resources));
    }

    private static boolean covers(String pattern, Collection<String> resources) {
        return pattern.equals("*") || resources.stream().anyMatch(arn -> Wildcard.matches(pattern, arn));
    }

    static List<String> texts(JsonNode oneOrMany) {
        return list(oneOrMany).stream().map(JsonNode::asText).toList();
    }

    static List<JsonNode> list(JsonNode oneOrMany) {
        if (oneOrMany.isMissingNode()) {
            return List.of();
        }
        if (!oneOrMany.isArray()) {
            return List.of(oneOrMany);
        }
        var items = new ArrayList<JsonNode>();
        oneOrMany.forEach(items::add);
        return items;
    }
}
