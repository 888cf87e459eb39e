package io.vigil.checks.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policy of a VPC endpoint. A statement stays within bounds when it says whose the callers are or whose the things
 * are that they reach; where they stand says nothing, since everybody at an endpoint stands in its VPC.
 */
public final class EndpointPolicy {
    private static final Set<String> CALLERS = Set.of(
            "aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:userid");

    private static final Set<String> TARGETS =
            Set.of("aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "s3:resourceaccount");

    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:[^:]*:[^:]*:[^:]*:)?([0-9]{12})(?::.*)?");

    private final String ownAccount;
    private final List<String> open = new ArrayList<>();
    private final Set<String> accounts = new TreeSet<>();

    private EndpointPolicy(String ownAccount) {
        this.ownAccount = ownAccount;
    }

    /**
     * @param ownAccount twelve digits, the endpoint's
     * @throws IllegalArgumentException if the text is no policy
     */
    public static EndpointPassage passage(String json, String ownAccount) {
        List<Statement> statements = PolicyDocument.parse(json).statements();
        List<Refusal> refusals = statements.stream()
                .filter(statement -> !statement.allows())
                .map(Refusal::of)
                .toList();
        EndpointPolicy policy = new EndpointPolicy(ownAccount);
        for (Statement statement : statements) if (statement.allows()) policy.add(statement, refusals);
        return new EndpointPassage(List.copyOf(policy.open), List.copyOf(policy.accounts));
    }

    private void add(Statement statement, List<Refusal> refusals) {
        // all of them are asked, so that each tells the accounts that it names
        boolean callers = callersNamed(statement);
        boolean boundCallers = statement.restrictedBy(naming(CALLERS));
        boolean boundTargets = statement.restrictedBy(naming(TARGETS));
        boolean targets = targetsNamed(statement.json());
        boolean refused = refusals.stream()
                .anyMatch(refusal ->
                        refusal.shutsOut(statement, naming(CALLERS)) || refusal.shutsOut(statement, naming(TARGETS)));
        if (!callers && !boundCallers && !boundTargets && !targets && !refused) open.add(statement.name());
    }

    private BiPredicate<String, List<String>> naming(Set<String> keys) {
        return (key, values) -> {
            if (!keys.contains(key) || values.isEmpty() || !values.stream().allMatch(Statement::namesSomebody))
                return false;
            values.forEach(this::name);
            return true;
        };
    }

    private boolean callersNamed(Statement statement) {
        JsonNode principal = statement.json().path("Principal");
        if (principal.isMissingNode() || Statement.mayNameEveryone(principal)) return false;
        Statement.texts(principal.path("AWS")).forEach(this::name);
        return true;
    }

    /** A bucket's name is whose it is, so a star in it is anybody's; a star behind it is not. */
    private boolean targetsNamed(JsonNode statement) {
        if (!statement.has("Resource")) return false;
        List<String> resources = Statement.texts(statement.path("Resource"));
        if (resources.isEmpty() || !resources.stream().allMatch(EndpointPolicy::namesOwner)) return false;
        resources.forEach(this::name);
        return true;
    }

    private static boolean namesOwner(String resource) {
        String[] parts = resource.split(":", /* limit */ 6);
        if (parts.length < 6) return false;
        if (!parts[4].isEmpty()) return parts[4].matches("[0-9]{12}|aws");
        return parts[5].matches("[^*?/]+(/.*)?");
    }

    private void name(String who) {
        Matcher account = ACCOUNT.matcher(who);
        if (account.matches() && !account.group(1).equals(ownAccount)) accounts.add(account.group(1));
    }
}
