package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Whether a role's trust policy lets a principal in. */
final class Trust {
    private static final String ACTION = "sts:AssumeRole";

    private Trust() {}

    static boolean admits(JsonNode trust, Session caller, Optional<String> externalId, String region) {
        var context = Authorize.context(caller, region);
        externalId.ifPresent(id -> context.put("sts:externalid", id));
        var admitted = false;
        for (var statement : PolicyDocument.parse(trust).statements()) {
            if (PolicyDocument.matchesAction(statement.json(), ACTION)
                    && names(statement.json().path("Principal"), caller)
                    && Condition.holds(statement.json().path("Condition"), context)) {
                if (!statement.allows()) {
                    return false;
                }
                admitted = true;
            }
        }
        return admitted;
    }

    private static boolean names(JsonNode principal, Session caller) {
        if (principal.isTextual()) {
            return principal.asText().equals("*");
        }
        return PolicyDocument.texts(principal.path("AWS")).stream()
                .anyMatch(named -> named.equals("*")
                        || named.equals(caller.account())
                        || named.equals("arn:aws:iam::" + caller.account() + ":root")
                        || named.equals(caller.principalArn())
                        || named.equals(caller.arn()));
    }
}
