package io.vigil.checks.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.checks.policy.Trustee.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The policy that says who may assume a role. */
public final class TrustPolicy {
    private static final List<String> ASSUMING =
            List.of("sts:assumerole", "sts:assumerolewithwebidentity", "sts:assumerolewithsaml");

    /** Their subjects are users of anybody; the application is what tells whose they are. */
    private static final Set<String> BY_APPLICATION =
            Set.of("cognito-identity.amazonaws.com", "accounts.google.com", "www.amazon.com", "graph.facebook.com");

    private static final Set<String> APPLICATION = Set.of("aud", "app_id", "oaud");

    /** Claims that name a workload or its owner. */
    private static final Set<String> SUBJECT =
            Set.of("sub", "repository", "repository_id", "repository_owner", "repository_owner_id", "job_workflow_ref");

    /** Open from its first telling letter on: {@code *}, {@code repo:*}, {@code system:serviceaccount:*:*}. */
    private static final Pattern WIDE = Pattern.compile("([a-z_]+:)*[*?].*");

    private static final Pattern ACCOUNT_OR_ARN = Pattern.compile("(?:arn:[^:]+:(?:iam|sts)::)?([0-9]{12})(?::.*)?");

    private TrustPolicy() {}

    /**
     * @param ownAccount twelve digits, the role's
     * @throws IllegalArgumentException if the text is no policy
     */
    public static TrustFacts facts(String json, String ownAccount) {
        List<Trustee> trustees = new ArrayList<>();
        for (Statement statement : PolicyDocument.parse(json).statements())
            if (statement.allows() && assumes(statement)) add(statement, ownAccount, trustees);
        return new TrustFacts(List.copyOf(trustees));
    }

    private static boolean assumes(Statement statement) {
        IdentityStatement actions = IdentityStatement.of(statement);
        return ASSUMING.stream().anyMatch(actions::means);
    }

    private static void add(Statement statement, String ownAccount, List<Trustee> trustees) {
        JsonNode principal = statement.json().path("Principal");
        if (statement.json().has("NotPrincipal") || Statement.namesEveryone(principal)) {
            trustees.add(trustee(statement, Kind.EVERYONE, "*", ""));
            return;
        }
        for (Map.Entry<String, JsonNode> kind : principal.properties())
            for (String who : Statement.texts(kind.getValue()))
                trustees.add(
                        switch (kind.getKey()) {
                            case "Service" -> trustee(statement, Kind.SERVICE, who, "");
                            case "Federated" ->
                                trustee(
                                        statement,
                                        who.contains(":saml-provider/") ? Kind.SAML : Kind.WEB_IDENTITY,
                                        who,
                                        "");
                            default -> account(statement, who, ownAccount);
                        });
    }

    private static Trustee account(Statement statement, String who, String ownAccount) {
        var found = ACCOUNT_OR_ARN.matcher(who);
        // IAM puts an id such as AROAEXAMPLE in the place of a principal that was deleted
        if (!found.matches() || found.group(1).equals(ownAccount)) return trustee(statement, Kind.OWN_ACCOUNT, who, "");
        return trustee(statement, Kind.ACCOUNT, who, found.group(1));
    }

    private static Trustee trustee(Statement statement, Kind kind, String who, String account) {
        return new Trustee(
                kind,
                who,
                account,
                statement.tellsWhose(),
                demands(statement, key -> key.equals("sts:externalid"), value -> true, /* exactly */ true),
                kind == Kind.WEB_IDENTITY && boundToSubject(statement, who));
    }

    private static boolean boundToSubject(Statement statement, String provider) {
        boolean byApplication = BY_APPLICATION.stream().anyMatch(provider::endsWith);
        return demands(
                        statement,
                        key -> SUBJECT.contains(claim(key)),
                        value -> !WIDE.matcher(value).matches(),
                        /* exactly */ false)
                || byApplication
                        && demands(
                                statement, key -> APPLICATION.contains(claim(key)), value -> true, /* exactly */ true);
    }

    private static String claim(String key) {
        return key.substring(key.lastIndexOf(':') + 1);
    }

    /** Whether some condition asks a key for one of some values, each of them narrow. */
    private static boolean demands(
            Statement statement,
            java.util.function.Predicate<String> key,
            java.util.function.Predicate<String> narrow,
            boolean exactly) {
        for (Map.Entry<String, JsonNode> operator :
                statement.json().path("Condition").properties()) {
            String name = operator.getKey().toLowerCase(Locale.ROOT).replaceFirst("^foranyvalue:", "");
            boolean equal = name.equals("stringequals") || name.equals("stringequalsignorecase");
            if (!equal && !name.equals("stringlike")) continue;
            for (Map.Entry<String, JsonNode> asked : operator.getValue().properties()) {
                List<String> values = Statement.texts(asked.getValue());
                boolean open = !equal && exactly && values.stream().anyMatch(value -> value.matches(".*[*?].*"));
                if (key.test(asked.getKey().toLowerCase(Locale.ROOT))
                        && !open
                        && !values.isEmpty()
                        && values.stream().allMatch(narrow)) return true;
            }
        }
        return false;
    }
}
