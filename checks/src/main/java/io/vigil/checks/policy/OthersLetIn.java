package io.vigil.checks.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a resource's policy lets in beside its own account, by name: as a principal, or as what it asks of the caller. Whoever
 * has a bucket is not known by its name.
 */
final class OthersLetIn {
    private static final Set<String> ORGANIZATIONS =
            Set.of("aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid", "aws:sourceorgpaths");

    private static final Set<String> ACCOUNTS = Set.of(
            "aws:principalaccount",
            "aws:principalarn",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceowner",
            "kms:calleraccount",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn");

    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:[^:]*:[^:]*:[^:]*:)?([0-9]{12})(?::.*)?");

    private static final Pattern ORGANIZATION = Pattern.compile("(o-[a-z0-9]+)(?:/.*)?");

    private final String ownAccount;
    private final Set<String> others = new TreeSet<>();

    private OthersLetIn(String ownAccount) {
        this.ownAccount = ownAccount;
    }

    static List<String> by(List<Statement> statements, String ownAccount) {
        OthersLetIn in = new OthersLetIn(ownAccount);
        for (Statement statement : statements) if (statement.allows()) in.add(statement.json(), statement.tellsWhose());
        return List.copyOf(in.others);
    }

    private void add(JsonNode statement, boolean tellsWhose) {
        Statement.texts(statement.path("Principal").path("AWS")).forEach(who -> add(ACCOUNT, who));
        for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
            if (operator.getKey().toLowerCase(Locale.ROOT).contains("not")) continue;
            for (Map.Entry<String, JsonNode> asked : operator.getValue().properties()) {
                String key = asked.getKey().toLowerCase(Locale.ROOT);
                for (String value : Statement.texts(asked.getValue())) {
                    if (ACCOUNTS.contains(key)) add(ACCOUNT, value);
                    if (ACCOUNTS.contains(key) && !tellsWhose && Statement.tellsNoAccount(value)) others.add(value);
                    if (ORGANIZATIONS.contains(key)) add(ORGANIZATION, value);
                }
            }
        }
    }

    private void add(Pattern pattern, String who) {
        Matcher named = pattern.matcher(who);
        if (named.matches() && !named.group(1).equals(ownAccount)) others.add(named.group(1));
    }
}
